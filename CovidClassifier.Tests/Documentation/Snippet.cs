namespace CovidClassifier.Tests.Documentation;

/// <summary>C# of a Markdown page.</summary>
/// <param name="Page">Path from the project's root.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Code">What stands there.</param>
/// <param name="IsExpression">True for a piece of a line: an expression; false for a block: statements.</param>
public sealed record Snippet(string Page, int Line, string Code, bool IsExpression)
{
    public override string ToString() => $"{Page}:{Line} {(IsExpression ? Code : "block")}";
}
