using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Loss and accuracy of each epoch, as the study shows them; of several folds, a line each.</summary>
internal sealed class LearningSection(ReportTraining training) : IReportSection
{
    public string Id => "learning";

    public string Title => "Learning curves";

    private IReadOnlyList<ReportRun> Runs => training.Runs;

    private bool HasValidation => Runs.Any(r => r.History.Any(e => e.Validation is not null));

    private bool HasBest => Runs is [{ BestEpoch: > 0 }];

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("training");
        place.Text("network", training.Network.Name);
        html.Element("p", () => Introduction(html, place));
        html.Plots(() =>
        {
            Plot(html, "loss", "Loss", e => e.Loss, isShare: false);
            Plot(html, "accuracy", "Accuracy", e => e.Accuracy, isShare: true);
        });
        foreach ((ReportRun run, ReportJsonObject at) in place.Objects("runs", Runs))
        {
            html.Element("details", () =>
            {
                html.Element("summary", Runs.Count == 1 ? "Every epoch in numbers" : $"Every epoch of {run.Name} in numbers");
                new EpochRows(run, HasValidation).Write(html, at);
            });
        }

        if (training.Decision is { } decision)
        {
            place.Text("calibration", decision.Calibration);
            place.Text("thresholdChoice", decision.ThresholdChoice);
            html.Note($"Calibration: {decision.Calibration}. Threshold: {decision.ThresholdChoice}.");
        }
    }

    private void Introduction(HtmlWriter html, ReportJsonObject json)
    {
        html.Text($"{training.Network.Name}, ");
        html.Figure(json.Count("parameterCount", training.Network.ParameterCount));
        html.Text(" parameters, trained ");
        if (Runs is [var run])
        {
            html.Text("for ");
            html.Figure(json.Count("epochs", run.History.Count));
            html.Text(run.History.Count == 1 ? " epoch" : " epochs");
            if (run.BestEpoch > 0)
            {
                html.Text("; the weights of epoch ");
                html.Figure(json.Count("bestEpoch", run.BestEpoch));
                html.Text(" were kept");
            }
        }
        else
        {
            html.Text("anew in each of ");
            html.Figure(json.Count("trainings", Runs.Count));
            html.Text(" folds, a line each");
        }

        if (training.Network.Members is { } members)
        {
            html.Text(", in the first of its ");
            html.Figure(json.Count("members", members));
            html.Text(" networks, which the curves show");
        }

        html.Text(HasValidation ? "." : ". There were no validation images to choose an epoch by.");
    }

    private void Plot(HtmlWriter html, string name, string title, Func<EpochMetrics, double> value, bool isShare)
    {
        string description = $"{title} by epoch. " + string.Join(" ", Runs.Select(r => Description(r, value)));
        html.Plot($"plot-{name}", $"{title} by epoch", description, LearningPlot.Of(Runs, value, name, isShare), () =>
        {
            html.Key("dashed second", "training");
            if (HasValidation)
            {
                html.Key("solid accent", "validation");
            }

            if (HasBest)
            {
                html.Key("dotted quiet upright", "epoch kept");
            }
        });
    }

    private string Description(ReportRun run, Func<EpochMetrics, double> value)
    {
        EpochRecord first = run.History[0], last = run.History[^1];
        string name = Runs.Count == 1 ? "Training" : $"Training of {run.Name}";
        string trained = FormattableString.Invariant($"{name}: {value(first.Training):0.000} in the first epoch, {value(last.Training):0.000} in the last");
        return first.Validation is { } before && last.Validation is { } after
            ? trained + FormattableString.Invariant($"; validation: {value(before):0.000} and {value(after):0.000}.")
            : trained + ".";
    }
}
