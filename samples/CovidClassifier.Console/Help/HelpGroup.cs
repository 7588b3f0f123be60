namespace CovidClassifier.Console.Help;

/// <summary>The headings of a command's help, in the order in which they are shown; options that a command needs stand above all of them.</summary>
internal enum HelpGroup
{
    /// <summary>What is read.</summary>
    Data,

    /// <summary>Which network, and how much of it learns.</summary>
    Network,

    /// <summary>How it learns and what is held out.</summary>
    Training,

    /// <summary>How a search goes.</summary>
    Search,

    /// <summary>How images are dealt, ranked and audited.</summary>
    Measuring,

    /// <summary>Heat maps.</summary>
    Explanation,

    /// <summary>Options that no command has placed.</summary>
    Other,

    /// <summary>Files that are written, and what is shown.</summary>
    Output,
}
