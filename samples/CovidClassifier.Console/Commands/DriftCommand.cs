using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;
using CovidClassifier.Evaluation.Statistics;
using Spectre.Console;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid drift</c>.</summary>
internal sealed class DriftCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly JsonOption _json = new();

    private readonly Option<string[]> _data = new("--data")
    {
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Description = "New X-rays, 20 or more, labels not needed; a folder stands for every image below it, a table (CSV or TSV) for those of its rows, a "
            + "text file for a list of paths, one a line.",
        HelpName = "PATH",
    };

    private readonly ImageColumnOption _column = new();

    public DriftCommand()
        : base("drift", "Tell, without labels, whether new X-rays differ from those that a model was measured on, and in what.")
    {
        _model.AddTo(this);
        this.Add(HelpGroup.Data, _data);
        _column.AddTo(this);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid drift --model covid.zip --data this-week",
        "covid drift --model covid.zip --data this-week --json drift.json",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        using CovidModel model = CovidModel.Load(path);
        ImageFiles files = ImageFiles.Find(parsed.GetRequiredValue(_data), _column.Read(parsed), takesLists: true);
        Screen screen = OpenScreen(parsed, json);
        foreach (string warning in files.Warnings)
        {
            screen.Asides.Say($"Note: {warning}");
        }

        DriftResult result = ScoringView.During(
            screen.Asides, files.Paths.Count, progress => model.MeasureDrift(files.Paths.Select(XRayImage.FromFile), progress, cancellation.Token));
        var report = new DriftReport
        {
            Model = path,
            Images = result.Images,
            ReferenceImages = result.ReferenceImages,
            HasDrifted = result.HasDrifted,
            Shift = result.Shift.Value,
            ShiftInterval = result.Shift.Interval,
            Traits = [.. result.Traits.Select(DriftTraitEntry.Of)],
            StrangeImages = model.Card.Guard is null ? null : result.StrangeImages,
            Failures = [.. result.Outcomes.Where(o => !o.IsPredicted).Select(o => new FailureEntry(o.Image.Name, Sentence.Of(o.Error!)))],
            LeftOut = files.LeftOut,
            Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
            ResearchUseOnly = model.Card.ResearchUseOnly,
        };
        Show(screen, report);
        ReportJson.Write(json, report, ReportJson.Readable.DriftReport);
        return report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(Screen screen, DriftReport report)
    {
        foreach (FailureEntry failure in report.Failures)
        {
            StandardError.Say(failure.Reason);
        }

        foreach (LeftOut leftOut in report.LeftOut)
        {
            screen.Say($"Left out: {Figures.Of(leftOut.Count)} ({leftOut.Reason}).");
        }

        string interval = report.ShiftInterval.IsDefined ? $" ({Figures.Of(report.ShiftInterval)})" : "";
        screen.Say(
            $"{Figures.Of(report.Images)} new images against {Figures.Of(report.ReferenceImages)} of the model's card: told apart with an AUROC of " +
            $"{Figures.Of(report.Shift)}{interval}; 0.5 is no change.");
        string[] moved = [.. report.Traits.Where(t => t.HasMoved).Select(t => t.Name)];
        screen.Say(moved.Length > 0 ? $"Moved, the most first: {string.Join(", ", moved)}."
            : report.HasDrifted ? "No trait moved by itself; together they did." : "Nothing moved.");
        var table = new Table();
        foreach (string heading in (string[])["Trait", "Before", "Now", "AUROC", "95 % interval", "Moved", .. screen.IsVerbose ? (string[])["p"] : []])
        {
            table.AddColumn(heading);
        }

        foreach (DriftTraitEntry trait in report.Traits)
        {
            string[] cells =
            [
                trait.Name, Short(trait.Reference), Short(trait.Now), Figures.Of(trait.Auroc), Figures.Of(trait.AurocInterval),
                trait.HasMoved ? "yes" : "", .. screen.IsVerbose ? (string[])[PValueText.Of(trait.PValue)] : [],
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        screen.Show(table);
        if (report.StrangeImages is { } strange)
        {
            screen.Say($"Not like the training images: {Figures.Of(strange)} of {Figures.Of(report.Images)}.");
        }

        screen.Say("Whether the model still does well only labelled images tell.");
        screen.Notice(report.ResearchUseOnly);
        screen.Next(new NextStep($"covid evaluate --model {report.Model} --data FOLDER", "on labelled images taken there"));
    }

    private static string Short(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
