namespace CovidClassifier.Console.Reports;

/// <summary>A row or file that was left out because it is wrong.</summary>
internal sealed record ProblemEntry(string Kind, string Path, int? Row, string Reason)
{
    public static ProblemEntry Of(DatasetProblem problem) => new(problem.Kind.ToString(), problem.Path, problem.Row, problem.Reason);
}
