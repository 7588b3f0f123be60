using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;
using CovidClassifier.Training;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Loss and accuracy of each epoch, as the study shows them.</summary>
internal sealed class LearningSection(ReportTraining training) : IReportSection
{
    // more rows than anyone reads; the plots show every epoch
    private const int RowsShown = 150;

    public string Id => "learning";

    public string Title => "Learning curves";

    private IReadOnlyList<EpochRecord> History => training.History;

    private bool HasValidation => History.Any(e => e.Validation is not null);

    public void Write(HtmlWriter html, JsonPlace json)
    {
        JsonPlace place = json.Object("training");
        place.Text("network", training.Network.Name);
        ShownFigure parameters = place.Count("parameterCount", training.Network.ParameterCount), epochs = place.Count("epochs", History.Count);
        html.Element("p", () =>
        {
            html.Text($"{training.Network.Name}, ");
            html.Figure(parameters);
            html.Text(" parameters, trained for ");
            html.Figure(epochs);
            html.Text(History.Count == 1 ? " epoch" : " epochs");
            if (training.BestEpoch > 0)
            {
                html.Text("; the weights of epoch ");
                html.Figure(place.Count("bestEpoch", training.BestEpoch));
                html.Text(" were kept");
            }

            if (training.Network.Members > 1)
            {
                html.Text(", in the first of its ");
                html.Figure(place.Count("members", training.Network.Members));
                html.Text(" networks, which the curves show");
            }

            html.Text(HasValidation ? "." : ". There were no validation images to choose an epoch by.");
        });
        html.Plots(() =>
        {
            Plot(html, "loss", "Loss", e => e.Loss, isShare: false);
            Plot(html, "accuracy", "Accuracy", e => e.Accuracy, isShare: true);
        });
        html.Element("details", () =>
        {
            html.Element("summary", "Every epoch in numbers");
            Table(html, place);
        });
        if (training.Decision is { } decision)
        {
            place.Text("calibration", decision.Calibration);
            place.Text("thresholdChoice", decision.ThresholdChoice);
            html.Note($"Calibration: {decision.Calibration}. Threshold: {decision.ThresholdChoice}.");
        }
    }

    private void Plot(HtmlWriter html, string name, string title, Func<EpochMetrics, double> value, bool isShare)
    {
        double[] trained = [.. History.Select(e => value(e.Training))];
        double[]? validated = HasValidation ? [.. History.Select(e => e.Validation is { } v ? value(v) : double.NaN)] : null;
        string description = FormattableString.Invariant($"{title} by epoch. Training: {trained[0]:0.000} in the first epoch, {trained[^1]:0.000} in the last.")
            + (validated is null ? "" : FormattableString.Invariant($" Validation: {validated[0]:0.000} in the first epoch, {validated[^1]:0.000} in the last."));
        html.Plot(
            $"plot-{name}", $"{title} by epoch", description, LearningPlot.Of([.. History.Select(e => e.Epoch)], trained, validated, training.BestEpoch, name, isShare), () =>
            {
                html.Key("dashed second", "training");
                if (validated is not null)
                {
                    html.Key("solid accent", "validation");
                }

                if (training.BestEpoch > 0)
                {
                    html.Key("dotted quiet upright", "epoch kept");
                }
            });
    }

    private void Table(HtmlWriter html, JsonPlace json)
    {
        string[] validation = HasValidation ? ["validation loss", "validation accuracy", "validation AUROC"] : [];
        html.Table("Loss, accuracy and AUROC by epoch", ["Epoch", "training loss", "training accuracy", "training AUROC", .. validation, "learning rate", "seconds"], () =>
        {
            foreach ((EpochRecord epoch, JsonPlace at) in json.Objects("history", History))
            {
                var unseen = new HtmlWriter();
                Row(epoch.Epoch <= RowsShown || epoch.Epoch == training.BestEpoch ? html : unseen, at, epoch);
            }
        });
        if (History.Count > RowsShown)
        {
            html.Note("The file beside this page has the later epochs too.");
        }
    }

    private void Row(HtmlWriter html, JsonPlace json, EpochRecord epoch) => html.Element("tr", [("class", epoch.Epoch == training.BestEpoch ? "marked" : null)], () =>
    {
        html.Element("th", [("scope", "row")], () => html.Figure(json.Count("epoch", epoch.Epoch)));
        Metrics(html, json, "training", epoch.Training);
        if (HasValidation)
        {
            Metrics(html, json, "validation", epoch.Validation ?? new EpochMetrics(double.NaN, double.NaN, double.NaN));
        }

        html.Cell(json.Number("learningRate", epoch.LearningRate, 6));
        html.Cell(json.Number("seconds", epoch.Seconds, 2));
    });

    private static void Metrics(HtmlWriter html, JsonPlace json, string key, EpochMetrics metrics)
    {
        JsonPlace place = json.Object(key);
        foreach ((string name, double value) in new[] { ("loss", metrics.Loss), ("accuracy", metrics.Accuracy), ("auroc", metrics.Auroc) })
        {
            ShownFigure figure = place.Number(name, value, 3);
            if (double.IsFinite(value))
            {
                html.Cell(figure);
            }
            else
            {
                html.Element("td", [("class", "undefined")], "undefined");
            }
        }
    }
}
