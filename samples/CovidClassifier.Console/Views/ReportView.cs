using CovidClassifier.Console.Options;

namespace CovidClassifier.Console.Views;

/// <summary>Writes a report, and says where it is.</summary>
internal static class ReportView
{
    /// <param name="choices">Null: no report is asked for, and nothing happens.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static void Write(ReportChoices? choices, Func<Report> make, CancellationToken cancellationToken)
    {
        if (choices is not null)
        {
            Report report = make();
            string[] notices = choices.Notice is { } notice ? [notice] : [];
            report = report with
            {
                Command = choices.Command,
                Date = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime),
                Prevalence = choices.Prevalence,
                Warnings = [.. notices, .. report.Warnings],
            };
            report.Save(choices.Path, cancellationToken);
        }
    }

    public static void Tell(Screen screen, ReportChoices? choices)
    {
        if (choices is not null)
        {
            string path = Path.GetFullPath(choices.Path);
            screen.Say($"Report: {new Uri(path).AbsoluteUri} (open it in any browser; its numbers are beside it in {Path.GetFileName(Report.JsonPath(path))})");
        }
    }
}
