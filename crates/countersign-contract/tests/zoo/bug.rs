//! Every bug of the library, by class, with the check that is to find it.

/// Makes the list of bugs: a name, and the check that finds it.
macro_rules! bugs {
    ($($name:ident: $check:literal,)*) => {
        /// What the library does wrong.
        #[derive(Copy, Clone, Eq, PartialEq, Debug)]
        pub(crate) enum Bug { None, $($name,)* }

        /// Each bug with the check that is to find it.
        #[allow(dead_code)] // the server that runs alone does not know the checks
        pub(crate) const BUGS: &[(Bug, &str)] = &[$((Bug::$name, $check),)*];

        impl Bug {
            /// The bug of a name.
            #[allow(dead_code)] // only the server that runs alone is told a name
            pub(crate) fn named(name: &str) -> Option<Bug> {
                [Bug::None, $(Bug::$name,)*].into_iter().find(|bug| format!("{bug:?}") == name)
            }
        }
    };
}

bugs! {
    // what is invalid is taken
    TitleTooLongAccepted: "negative_data_rejection",
    TitleEmptyAccepted: "negative_data_rejection",
    PagesMinimumIgnored: "negative_data_rejection",
    PagesMaximumOffByOne: "negative_data_rejection",
    PriceZeroAccepted: "negative_data_rejection",
    PriceStepIgnored: "negative_data_rejection",
    PriceInQuotesAccepted: "negative_data_rejection",
    PagesFractionAccepted: "negative_data_rejection",
    GenreCaseIgnored: "negative_data_rejection",
    GenreUnknownAccepted: "negative_data_rejection",
    IsbnNewlineAccepted: "negative_data_rejection",
    IsbnSuffixAccepted: "negative_data_rejection",
    ImpossibleDayAccepted: "negative_data_rejection",
    TagsTwiceAccepted: "negative_data_rejection",
    TooManyTagsAccepted: "negative_data_rejection",
    LongTagAccepted: "negative_data_rejection",
    UnknownMemberAccepted: "negative_data_rejection",
    TitleMissingAccepted: "negative_data_rejection",
    TitleNullAccepted: "negative_data_rejection",
    AuthorNameMissingAccepted: "negative_data_rejection",
    AuthorBornUnchecked: "negative_data_rejection",
    BooleanInQuotesAccepted: "negative_data_rejection",
    EmailUnchecked: "negative_data_rejection",
    EmptyPatchAccepted: "negative_data_rejection",
    TrailingTextAccepted: "negative_data_rejection",
    BrokenTextReplaced: "negative_data_rejection",
    MediaTypeIgnored: "negative_data_rejection",
    LimitMaximumIgnored: "negative_data_rejection",
    SortUnchecked: "negative_data_rejection",
    ZeroIdAccepted: "negative_data_rejection",
    LoanDaysUnchecked: "negative_data_rejection",
    IdempotencyKeyIgnored: "missing_required_header",
    // what is valid is refused
    SubtitleNullRefused: "positive_data_acceptance",
    LeapDayRefused: "positive_data_acceptance",
    TitleCountedInBytes: "positive_data_acceptance",
    PagesAtMaximumRefused: "positive_data_acceptance",
    EmptyTagsRefused: "positive_data_acceptance",
    SubtitleRequired: "positive_data_acceptance",
    ChildrenTravelRefused: "positive_data_acceptance",
    // rare values bring it down
    CrashOnNul: "not_a_server_error",
    CrashOnAstral: "not_a_server_error",
    CrashOnCombiningMark: "not_a_server_error",
    CrashOnLongText: "not_a_server_error",
    CrashOnHugeNumber: "not_a_server_error",
    CrashOnNegativeZero: "not_a_server_error",
    CrashBeyondDoubles: "not_a_server_error",
    CrashOnBigStock: "not_a_server_error",
    CrashOnNesting: "not_a_server_error",
    CrashOnRepeatedMember: "not_a_server_error",
    CrashOnByteOrderMark: "not_a_server_error",
    CrashOnLoneSurrogate: "not_a_server_error",
    CrashOnEmptyBody: "not_a_server_error",
    CrashOnBrokenPercent: "not_a_server_error",
    CrashOnRepeatedParameter: "not_a_server_error",
    CrashOnQuoteInCursor: "not_a_server_error",
    CrashOnBigOffset: "not_a_server_error",
    // pairs of values
    CrashOnScienceForChildren: "not_a_server_error",
    CrashOnPriceDescending: "not_a_server_error",
    CrashOnShortAndCheap: "not_a_server_error",
    CrashOnNovelAtLargeOffset: "not_a_server_error",
    // credentials
    AuthIgnoredOnDelete: "ignored_auth",
    AnyBearerAccepted: "ignored_auth",
    EmptyTokenAccepted: "ignored_auth",
    MemberOfOthersRead: "object_level_authorization",
    MemberOfOthersDeleted: "object_level_authorization",
    // sequences
    DeleteDoesNothing: "use_after_free",
    DeletedStillListed: "use_after_free",
    DeletedTwice: "use_after_free",
    ReviewsOutliveBook: "use_after_free",
    CrashAfterDelete: "not_a_server_error",
    CreatedIsNotThere: "ensure_resource_availability",
    SubtitleLost: "round_trip",
    PriceRounded: "round_trip",
    BlurbCut: "round_trip",
    LoanOfOtherBook: "round_trip",
    UpdateIgnoresPages: "update_sticks",
    PatchForgetsTheRest: "update_sticks",
    SettingsNotKept: "update_sticks",
    PutAppendsTags: "idempotent_put",
    PutMakesSecond: "idempotent_put",
    CreatedNotListed: "list_contains_created",
    PageSkipsItem: "pagination_is_complete",
    PageRepeatsItem: "pagination_is_complete",
    LimitIgnored: "pagination_is_complete",
    CursorSkipsItem: "pagination_is_complete",
    TotalIsOfPage: "pagination_is_complete",
    RefusedIsKept: "no_trace_of_failed_create",
    ReviewOfAnyBook: "resource_hierarchy",
    SameEmailCrashes: "not_a_server_error",
    // answers
    LocationMissing: "response_headers_conformance",
    RateLimitIsText: "response_headers_conformance",
    ChallengeMissing: "response_headers_conformance",
    CreatedIs200: "status_code_conformance",
    DeleteIs200: "status_code_conformance",
    BookIsText: "content_type_conformance",
    BookLacksAuthor: "response_schema_conformance",
    BookHasUnknownGenre: "response_schema_conformance",
    ListItemIsNull: "response_schema_conformance",
    JsonWithComment: "response_schema_conformance",
    ProblemStatusWrong: "error_body_conformance",
    ErrorWithoutBody: "content_type_conformance",
    TraceInError: "no_internal_leak",
    QueryInError: "no_internal_leak",
    // methods
    DeleteOnCollection: "unsupported_method",
    AllowMissing: "unsupported_method",
    AllowLacksPut: "allow_header_conformance",
    HeadIsAbsent: "head_matches_get",
}
