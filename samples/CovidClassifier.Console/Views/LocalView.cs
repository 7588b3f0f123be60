using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>What fitting a model to a place did there.</summary>
internal static class LocalView
{
    private static readonly Metric[] Shown =
        [Metric.LogLoss, Metric.Brier, Metric.CalibrationError, Metric.Accuracy, Metric.Sensitivity, Metric.Specificity, Metric.Auroc];

    public static void Show(Screen screen, LocalReport report, CardLocal local)
    {
        string whose = report.IsPrevalenceGiven ? "as given" : "that of the images";
        screen.Say(
            $"{char.ToUpperInvariant(local.How[0])}{local.How[1..]} on {Figures.Of(report.Images)} images of {Figures.Of(report.Patients)} patients of " +
            $"{report.Dataset}, for a prevalence of {Figures.Of(report.Prevalence)} ({whose}); an image is called {report.PositiveLabel} from a probability " +
            $"of {Figures.Of(report.Threshold)} on ({report.Decision.ThresholdChoice}).");
        var table = new Table().AddColumn("On these images").AddColumn("Before").AddColumn("After").AddColumn("95 % interval");
        foreach (Metric metric in Shown)
        {
            MetricResult after = local.After![metric]!;
            string[] cells = [metric.Title, Figures.Of(local.Before[metric]!.Value), Figures.Of(after.Value), Figures.Of(after.Interval)];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        screen.Show(table);
        screen.Say("After: by models fitted to the images of other patients, so that no image was scored by a model that knew its patient.");
        if (local.How == CardLocal.Calibrated && local.Before[Metric.Auroc]?.Value != local.After![Metric.Auroc]?.Value)
        {
            screen.Say("The saved model ranks images as the model before does: AUROC differs here because the scores of several fits are taken together.");
        }

        if (report.IsPrevalenceGiven)
        {
            screen.Say("Probabilities are meant for the prevalence that was given: where it is not the share of positives among these images, log loss, " +
                "Brier score and calibration error on them may get worse.");
        }

        screen.Warn(report.Warnings);
        screen.Note(report.Notes);
        if (report.Curve.Count > 0)
        {
            Curve(screen, report.Curve);
        }

        screen.Say($"Model saved in '{Path.GetFullPath(report.Model)}'.");
        screen.Notice(report.ResearchUseOnly);
    }

    private static void Curve(Screen screen, IReadOnlyList<LearningCurvePoint> curve)
    {
        var table = new Table().AddColumn("Local patients").AddColumn("AUROC on others, mean").AddColumn("Lowest to highest").AddColumn("Repeats");
        foreach (LearningCurvePoint point in curve)
        {
            string[] cells =
            [
                point.Patients == 0 ? "none: as it was" : Figures.Of(point.Patients), Figures.Of(point.Mean),
                $"{Figures.Of(point.Lowest)} to {Figures.Of(point.Highest)}", Figures.Of(point.Aurocs.Count),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        screen.Show(table);
    }
}
