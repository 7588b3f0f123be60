using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid explain</c>.</summary>
internal sealed class ExplainCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly MethodOption _method = new();
    private readonly JsonOption _json = new();

    private readonly Argument<string[]> _images = new("IMAGE")
    {
        Description = "An X-ray; with --check several, or folders and tables of them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly ImageColumnOption _column = new();

    private readonly OutputOption _out =
        new("--out", "The X-ray with the heat map over it, PNG; an older file is replaced, whole or not at all.", "FILE.png");

    private readonly Option<string?> _label =
        new("--label") { Description = "The class to explain. Default: the predicted one; for --marks the positive one.", HelpName = "LABEL" };

    private readonly Option<bool> _check = new("--check")
    {
        Description =
            "Tell whether the method's maps of these images mean anything for this model: whether the label depends on what they show, and whether they " +
            "depend on what the network learned.",
    };

    private readonly Option<string?> _marks = new("--marks")
    {
        Description =
            "Play the pointing game: a table with the columns file and opacities (x y radiusX radiusY in pixels, several separated by ';') says where the " +
            "finding lies.",
        HelpName = "FILE.csv",
    };

    public ExplainCommand()
        : base("explain",
            "Show which places of an X-ray speak for a label, and whether such maps mean anything.")
    {
        _model.AddTo(this);
        Add(_images);
        _column.AddTo(this);
        this.Add(HelpGroup.Output, _out);
        this.Add(HelpGroup.Explanation, _label);
        _method.AddTo(this);
        this.Add(HelpGroup.Explanation, _check, _marks);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid explain --model covid.zip patient.png --out map.png",
        "covid explain --model covid.zip patient.png --out map.png --label Normal --method occlusion",
        "covid explain --model covid.zip ward --check",
        "covid explain --model covid.zip --marks samples/data/phantoms/manifest.csv --json game.json",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        MethodChoice method = _method.Read(parsed);
        string? output = parsed.GetValue(_out), marks = parsed.GetValue(_marks);
        string[] images = parsed.GetValue(_images) ?? [];
        bool isCheck = parsed.GetValue(_check);
        RequireSense(images, output, isCheck, marks);
        var screen = OpenScreen(parsed, json);

        using CovidModel model = CovidModel.Load(path);
        string? label = parsed.GetValue(_label);
        ExplanationReport report = new() { Model = path, ClassNames = model.ClassNames, Method = method.Name, ResearchUseOnly = model.Card.ResearchUseOnly };
        if (output is not null)
        {
            ImageExplanation explanation =
                ExplanationView.During(screen.Asides, progress => model.Explain(images[0], label, method.Open(), progress, cancellation.Token));
            explanation.SaveOverlay(output);
            if (XRayImage.FromFile(images[0]).CountFrames() is > 1 and var frames)
            {
                screen.Asides.Say($"'{images[0]}' holds {Figures.Of(frames)} pictures; the first was explained.");
            }

            report = report with { Explanation = ExplanationEntry.Of(images[0], output, explanation) };
        }

        if (isCheck)
        {
            XRayImage[] files = [.. ImageFiles.Find(images, _column.Read(parsed)).Paths.Select(XRayImage.FromFile)];
            ExplanationChecks checks = ScoringView.During(
                screen.Asides, files.Length, progress => model.CheckExplanations(files, label, method.Open(), method.Seed, progress, cancellation.Token));
            report = report with { Check = ExplanationCheckEntry.Of(checks) };
        }

        if (marks is not null)
        {
            IReadOnlyList<MarkedXRay> marked = MarkedXRay.FromCsv(marks);
            string pointed = label ?? model.PositiveLabel ?? throw new UsageException("--marks needs --label, since the model has no positive label.");
            PointingGame game =
                ScoringView.During(
                    screen.Asides, marked.Count, progress => model.PlayPointingGame(marked, pointed, method.Open(), progress, cancellation.Token));
            report = report with { PointingGame = PointingGameEntry.Of(game) };
        }

        report = report with { Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds };
        ExplanationView.Show(screen, report);
        ReportJson.Write(json, report, ReportJson.Readable.ExplanationReport);
        if (isCheck)
        {
            screen.Next(new NextStep($"covid audit --data FOLDER --model {path}", "what does the model rest on?"));
        }
        else
        {
            screen.Next(new NextStep($"covid explain --model {path} FOLDER --check", "do maps of this model mean anything?"));
        }

        return ExitCode.Done;
    }

    private static void RequireSense(string[] images, string? output, bool isCheck, string? marks)
    {
        if (output is null && !isCheck && marks is null)
        {
            throw new UsageException("--out says where the heat map goes; give it, or --check, or --marks.");
        }

        if (output is not null)
        {
            OutputFile.RequireWritable("--out", output);
        }

        if (output is not null && images.Length != 1)
        {
            throw new UsageException($"--out takes the heat map of one IMAGE, got {images.Length}.");
        }

        if (isCheck && images.Length == 0)
        {
            throw new UsageException("--check needs one IMAGE or more, or folders or tables of them.");
        }

        if (marks is not null && !File.Exists(marks))
        {
            throw new UsageException($"--marks must be a table that exists, got '{marks}'.");
        }
    }
}
