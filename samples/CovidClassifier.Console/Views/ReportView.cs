using CovidClassifier.Console.Options;
using CovidClassifier.Reporting;

namespace CovidClassifier.Console.Views;

/// <summary>Writes a report and says where it is.</summary>
internal static class ReportView
{
    /// <param name="screen">Where to say so.</param>
    /// <param name="choices">Null: no report is asked for, and nothing happens.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static void Write(Screen screen, ReportChoices? choices, Func<Report> make, CancellationToken cancellationToken)
    {
        if (choices is null)
        {
            return;
        }

        Report report = make() with { Command = choices.Command };
        report.Save(choices.Path, cancellationToken);
        string path = Path.GetFullPath(choices.Path);
        screen.Say($"Report: '{path}'. Open it in a browser: {new Uri(path).AbsoluteUri}");
    }
}
