//! Every bug of the booking service, by class; written before its author had read how the tester works.

/// Makes the list of bugs.
macro_rules! bugs {
    ($($name:ident,)*) => {
        /// What the service does wrong.
        #[derive(Copy, Clone, Eq, PartialEq, Debug)]
        pub(crate) enum Bug { None, $($name,)* }

        /// Each bug.
        pub(crate) const BUGS: &[Bug] = &[$(Bug::$name,)*];
    };
}

bugs! {
    // one branch of a union, one place deep inside, one rule of an object
    VoucherCodesUnchecked,
    UnknownLayoutAccepted,
    TableCaseIgnored,
    SlotEndUnbounded,
    RateNegativeAccepted,
    RateStepIgnored,
    RatesEmptyAccepted,
    LabelNameUnchecked,
    SecondGuestUnchecked,
    GuestTwiceAccepted,
    DepositWithoutPhone,
    OccurrencesMissingAccepted,
    TermsFalseAccepted,
    DepositDecimalsIgnored,
    CardMonth13Accepted,
    MinutesStepIgnored,
    MemberOfOtherBranchAccepted,
    // what is valid is refused
    NoteCountedInUtf16,
    OffsetRefused,
    LeapSecondRefused,
    LowerCaseTimeRefused,
    CharsetRefused,
    ThirdVoucherRefused,
    // what is kept is something else
    RemarkTrimmed,
    RemarkComposed,
    OffsetForgotten,
    DefaultMinutesWrong,
    SerialRounded,
    ReadOnlyTaken,
    DoorCodeShown,
    PatchNullKeeps,
    PatchAbsentClears,
    // preconditions, repetition, places
    IfMatchIgnored,
    IfNoneMatchIgnored,
    TagNeverChanges,
    KeyMakesTwo,
    LocationLeadsNowhere,
    NoContentHasBody,
    // lists
    StateFilterIgnored,
    FloorFilterIgnored,
    AfterFilterIgnored,
    SortIgnored,
    SortNotStable,
    TotalIgnoresFilter,
    CursorForgetsFilter,
    // parameters
    SecondFeatureUnchecked,
    HoursTwiceAccepted,
    HourUnbounded,
    CurrencyUnchecked,
    CorrelationUnchecked,
    CrashOnEncodedSlash,
    LettersBeyondAsciiAbsent,
    CrashOnBasementWithSofa,
    CrashOnLeapDayMidnight,
    CrashOnPlusInTime,
    CrashOnPreferMinimal,
    // states and what belongs to what is gone
    ConfirmAfterCancel,
    CancelTwiceCrashes,
    EquipmentOutlivesRoom,
    EquipmentOfDeletedRoom,
    // answers
    ErrorIsHtml,
    CrashOnLargeBody,
    SixthItemWrong,
    UndocumentedStateAfterCancel,
    InvoiceLacksPrice,
    PathInConflict,
    FormMediaTypeIgnored,
    SecondLineUnchecked,
    TopicUnchecked,
    // credentials
    ConfirmNeedsNoToken,
    TokenInQueryAccepted,
    BookingOfOthersCancelled,
    BookingsOfOthersListed,
}
