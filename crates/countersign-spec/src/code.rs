//! Every diagnostic code of the project, in one sorted list; each has its page in `codes/`.

// Writes the enum and the two tables from one list, so that a code cannot lack its text or its page.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The stable name of a kind of diagnostic. A code is never reused.
        ///
        /// CS01xx read and resolve, CS02xx lower, CS03xx names and emission, CS04xx configuration, CS05xx tester.
        #[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        const ALL: &[Code] = &[$(Code::$name,)*];

        impl Code {
            /// The code as it is shown: `CS0104`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)*
                }
            }

            /// The page that explains it, Markdown: what, why it matters, a failing example, how to fix it.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("../codes/", $text, ".md")),)*
                }
            }
        }
    };
}

codes! {
    // CS01xx: read and resolve (countersign-spec)
    /// The file is missing or cannot be read.
    UnreadableFile = "CS0101",
    /// The file is not UTF-8.
    NotUtf8 = "CS0102",
    /// The file holds no document.
    EmptyFile = "CS0103",
    /// A `$ref` names nothing.
    UnresolvedReference = "CS0104",
    /// The text is not YAML.
    YamlSyntax = "CS0105",
    /// The text is not JSON.
    JsonSyntax = "CS0106",
    /// A mapping has a key twice.
    DuplicateKey = "CS0107",
    /// A key of a mapping is not a string.
    KeyNotString = "CS0108",
    /// A YAML merge key.
    MergeKey = "CS0109",
    /// An alias inside its own anchor, or of no anchor.
    BadAlias = "CS0110",
    /// Aliases that expand beyond all measure.
    AliasExpansion = "CS0111",
    /// Nesting beyond the limit.
    TooDeep = "CS0112",
    /// More than one YAML document in a file.
    SeveralDocuments = "CS0113",
    /// A YAML tag that JSON has no type for.
    UnknownTag = "CS0114",
    /// A number that JSON cannot express.
    NotANumber = "CS0115",
    /// A plain YAML scalar that older readers take for another type.
    AmbiguousScalar = "CS0116",
    /// A `$ref` to another host.
    RemoteReference = "CS0117",
    /// A `$ref` to a file outside of the schema's folder.
    OutsideReference = "CS0118",
    /// A `$ref` that is no usable reference.
    MalformedReference = "CS0119",
    /// References that lead only to each other.
    ReferenceCycle = "CS0120",
    /// A `$ref` to an object of another kind.
    WrongKindReference = "CS0121",
    /// No `openapi` version, or one that is not supported.
    UnsupportedVersion = "CS0122",
    /// A Swagger 2.0 document.
    SwaggerTwo = "CS0123",
    /// A field has a value of the wrong type.
    WrongType = "CS0124",
    /// A required field is missing.
    MissingField = "CS0125",
    /// A field that its object does not have.
    UnknownField = "CS0126",
    /// A value that is none of those which the specification allows.
    InvalidValue = "CS0127",
    /// Two operations with one `operationId`.
    DuplicateOperationId = "CS0128",
    /// One parameter declared twice.
    DuplicateParameter = "CS0129",
    /// The path template and the path parameters do not agree.
    PathParameter = "CS0130",
    /// A security requirement names no security scheme.
    UnknownSecurityScheme = "CS0131",
    /// Two path templates that match the same paths.
    AmbiguousPath = "CS0132",
    /// Keys beside a `$ref` that have no effect.
    IgnoredSibling = "CS0133",
    /// Escapes of half a character.
    LoneSurrogate = "CS0134",
    /// A `$ref` where the specification wants the object itself.
    MisplacedReference = "CS0135",
    /// References that multiply beyond all measure.
    ReferenceExpansion = "CS0136",
    /// An `$id`, `$anchor` or `$dynamicAnchor` that another schema has as well.
    DuplicateIdentifier = "CS0137",
    /// A reference that is followed from the file although an `$id` around it gives it another meaning.
    ForeignBase = "CS0138",
    // CS02xx: lower (countersign-model)
    /// A keyword of a schema has a value of the wrong type.
    KeywordType = "CS0201",
    /// A key of a schema that is no keyword.
    UnknownKeyword = "CS0202",
    /// A keyword of a schema has a value that it cannot have.
    KeywordValue = "CS0203",
    /// A form of OpenAPI 3.0 in a document of 3.1 or later.
    FormOf30 = "CS0204",
    /// A form of OpenAPI 3.1 in a document of 3.0.
    FormOf31 = "CS0205",
    /// `nullable` where the letter of OpenAPI 3.0 gives it no effect.
    LooseNullable = "CS0206",
    /// Bounds that no value lies between.
    EmptyRange = "CS0207",
    /// A value of `enum` or `const` that the rest of its schema refuses.
    RefusedValue = "CS0208",
    /// A `default` that its schema refuses.
    InvalidDefault = "CS0209",
    /// An example that its schema refuses.
    InvalidExample = "CS0210",
    /// `required` names a property that is not declared.
    UndeclaredRequired = "CS0211",
    /// A value that is listed twice.
    DuplicateEntry = "CS0212",
    /// A keyword that says nothing where it stands.
    NoEffect = "CS0213",
    /// A keyword that is not enforced yet.
    NotEnforced = "CS0214",
    /// A `format` that is not checked.
    UncheckedFormat = "CS0215",
    /// Members of `allOf` that cannot be merged.
    UnmergedAllOf = "CS0216",
    /// A schema that no value satisfies.
    Unsatisfiable = "CS0217",
    /// A schema that is defined only by itself.
    SchemaCycle = "CS0218",
    /// A schema without `type` that is taken for one.
    InferredType = "CS0219",
    /// A keyword that generated code does not express.
    NotExpressed = "CS0220",
    /// Schemas whose merging takes more than the limit.
    TooLargeToPlan = "CS0221",
    /// A bound beyond what the integer's format holds.
    NarrowFormat = "CS0222",
    // CS03xx: names and emission (countersign-codegen)
    /// Two types of the document have one name in Rust; one of them is numbered.
    TypeRenamed = "CS0301",
    /// Two properties or values of one schema have one name in Rust; one of them is numbered.
    MemberRenamed = "CS0302",
    /// A `default` that Rust code cannot express; absence is kept as absence.
    DefaultNotWritten = "CS0303",
    /// An assertion that Rust attributes cannot express; it is not enforced.
    AssertionNotWritten = "CS0304",
    /// A link that generated clients have no method for.
    LinkNotWritten = "CS0305",
    /// A body whose media type generated code does not take apart; its schema is not enforced.
    BodyNotRead = "CS0306",
    // CS04xx: configuration and files (countersign-build)
    /// The configuration file is missing or cannot be read.
    UnreadableConfig = "CS0401",
    /// The configuration file is not TOML.
    ConfigSyntax = "CS0402",
    /// A key of the configuration that does not exist.
    UnknownSetting = "CS0403",
    /// A key that the configuration must have.
    MissingSetting = "CS0404",
    /// A value that a setting cannot have.
    InvalidSetting = "CS0405",
    /// Two entries of the configuration write the same folder.
    SharedOutput = "CS0406",
    /// A file that generation would overwrite was not generated by countersign.
    ForeignFile = "CS0407",
    /// A generated file could not be read or written.
    UnwritableFile = "CS0408",
    /// A selection of the configuration that no operation of the document answers to.
    UnansweredSelection = "CS0409",
}

impl Code {
    /// Every code, in order.
    pub fn all() -> impl ExactSizeIterator<Item = Code> {
        ALL.iter().copied()
    }

    /// The code of a text such as `CS0104`, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::all().find(|code| code.as_str().eq_ignore_ascii_case(text))
    }
}
