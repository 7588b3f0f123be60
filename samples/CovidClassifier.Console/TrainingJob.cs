using System.Diagnostics;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;
using CovidClassifier.Learning.Checkpoints;

namespace CovidClassifier.Console;

/// <summary>The main job: read, train, save, measure on the held-out images, show.</summary>
internal sealed class TrainingJob(TrainingChoices choices, Screen screen, Cancellation cancellation)
{
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <returns>What the saved model does on the held-out images.</returns>
    public ModelReport Run()
    {
        if (choices.Checkpoints is { Resume: true } earlier)
        {
            cancellation.Kept = $"what '{earlier.Folder}' held is kept";
        }

        if (choices.Checkpoints is { } asked)
        {
            // the images of a large data set take a while to be found: a folder that cannot be had is told before
            CheckpointHold.Take(new CheckpointPlace(asked.Folder, asked.Resume)).Dispose();
        }

        XRayDataset dataset = choices.Data.Open();
        cancellation.Token.ThrowIfCancellationRequested();
        RequireHeldOut(dataset);
        DataView.Show(screen.Asides, dataset, choices.Data.Split);
        CovidModelBuilder builder = Recipe.Of(dataset, choices.Network, choices.Fitting, choices.PositiveLabel, choices.Data.Split).WithAudits(choices.Audits);
        builder = choices.Checkpoints is { } kept ? builder.WithCheckpoints(kept.Folder, kept.Resume) : builder;

        using CovidModel model =
            TrainingView.During(screen.Asides, progress => builder.Train(new KeptEpochs(progress, choices.Checkpoints, cancellation), cancellation.Token));
        model.Save(choices.Out);
        cancellation.Kept = $"the model is saved in '{choices.Out}'";

        ModelReport report = ModelReport.Of(choices.Out, model, dataset, model.HeldOut, Stopwatch.GetElapsedTime(_began).TotalSeconds) with
        {
            Network = model.Card.Network,
            Recipe = model.Card.Recipe,
            Split = model.Card.Data.Splits,
            History = model.Card.History,
            BestEpoch = model.Card.BestEpoch,
            Decision = model.Card.Decision,
            Warnings = model.Card.Warnings,
            Notes = model.Card.Notes,
            Audit = model.Card.Audit,
        };
        Show(report);
        report = choices.Quantize ? report with { Quantization = Quantize(model, dataset) } : report;
        ReportView.Write(choices.Report, () => model.CreateReport(model.HeldOut), cancellation.Token);
        return report;
    }

    private void RequireHeldOut(XRayDataset dataset)
    {
        bool hasTest = choices.Data.Split != SplitOrigin.New && dataset.HasGivenSplit && dataset.Images.Any(i => i.GivenPart == DatasetPart.Test);
        if (choices is { Quantize: true, Fitting.Test: 0 } && !hasTest)
        {
            throw new UsageException("--quantize compares the model with its 8 bits on held-out images, and --test 0 holds none out; give one of the two.");
        }
    }

    private QuantizationEntry Quantize(CovidModel model, XRayDataset dataset)
    {
        using CovidModel bytes =
            ScoringView.During(screen.Asides, dataset.Count, progress => model.Quantize(dataset, progress, cancellation.Token));
        QuantizationResult result = bytes.Quantization!;
        screen.Say(result.ToString());
        if (result.IsAccepted)
        {
            bytes.Save(choices.Out);
        }

        screen.Say(result.IsAccepted ? $"The model in '{choices.Out}' has 8 bits." : $"The model in '{choices.Out}' keeps floats.");
        return QuantizationEntry.Of(result);
    }

    private void Show(ModelReport report)
    {
        DataView.ShowProblems(screen, report.Problems);
        // a head on a frozen network has none
        string epochs = report.History!.Count == 0 ? "Model" : $"Epochs {Figures.Of(report.History.Count)}, best {Figures.Of(report.BestEpoch!.Value)}; model";
        screen.Say($"{epochs} saved in '{Path.GetFullPath(choices.Out)}' after {Figures.Seconds(report.Seconds)}.");
        AuditView.ShowLines(screen, report.Audit);
        screen.Say(report.LeftOutSources is null ? "On the held-out images, none of whose known patients was trained on:"
            : "On left-out sources, each by a model of this recipe that was trained without it; the saved model was trained on all of them:");
        ResultView.Show(screen, report);
    }

    /// <summary>Hands progress on, and notes what a cancelled training leaves behind.</summary>
    private sealed class KeptEpochs(IProgress<TrainingProgress> view, CheckpointChoices? checkpoints, Cancellation cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.CompletedEpoch is { } epoch && checkpoints is not null)
            {
                cancellation.Kept =
                    $"the checkpoint of epoch {Figures.Of(epoch.Epoch)} is kept in '{checkpoints.Folder}', give the same command with --resume to go on";
            }

            view.Report(value);
        }
    }
}
