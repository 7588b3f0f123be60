using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>The table of a training's epochs.</summary>
/// <param name="run">The training.</param>
/// <param name="hasValidation">Whether columns are shown for validation images.</param>
internal sealed class EpochRows(ReportRun run, bool hasValidation)
{
    // more rows than anyone reads; the plots show every epoch
    private const int RowsShown = 150;

    /// <summary>Writes the table; <paramref name="json"/> gets the run's name, its epoch kept, and all epochs as "history".</summary>
    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        json.Text("name", run.Name);
        if (run.BestEpoch > 0)
        {
            json.Count("bestEpoch", run.BestEpoch);
        }

        string[] validation = hasValidation ? ["validation loss", "validation accuracy", "validation AUROC"] : [];
        html.Table($"Loss, accuracy and AUROC by epoch, {run.Name}",
            ["Epoch", "training loss", "training accuracy", "training AUROC", .. validation, "learning rate", "seconds"], () =>
        {
            foreach ((EpochRecord epoch, ReportJsonObject at) in json.Objects("history", run.History))
            {
                var unseen = new HtmlWriter();
                Row(epoch.Epoch <= RowsShown || epoch.Epoch == run.BestEpoch ? html : unseen, at, epoch);
            }
        });
        if (run.History.Count > RowsShown)
        {
            html.Note("The file beside this page has the later epochs too.");
        }
    }

    private void Row(HtmlWriter html, ReportJsonObject json, EpochRecord epoch) =>
        html.Element("tr", [("class", epoch.Epoch == run.BestEpoch ? "marked" : null)], () =>
    {
        html.Element("th", [("scope", "row")], () => html.Figure(json.Count("epoch", epoch.Epoch)));
        Metrics(html, json, "training", epoch.Training);
        if (hasValidation)
        {
            Metrics(html, json, "validation", epoch.Validation ?? new EpochMetrics(double.NaN, double.NaN, double.NaN));
        }

        html.Cell(json.Number("learningRate", epoch.LearningRate, 6));
        html.Cell(json.Number("seconds", epoch.Duration.TotalSeconds, 2));
    });

    private static void Metrics(HtmlWriter html, ReportJsonObject json, string key, EpochMetrics metrics)
    {
        ReportJsonObject place = json.Object(key);
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
