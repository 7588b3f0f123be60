using System.Diagnostics;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;
using CovidClassifier.Search;

namespace CovidClassifier.Console;

/// <summary>A search for the best recipe: read, search, save, measure, show.</summary>
internal sealed class SearchJob(
    DataChoices data, NetworksChoices networks, AutoChoices search, FittingChoices fitting, string? positiveLabel, Screen screen, Cancellation cancellation)
{
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>What is asked of the data beside the search.</summary>
    public AuditDepth Audits { get; init; } = AuditDepth.Files;

    /// <summary>Null: no report is asked for.</summary>
    public ReportChoices? Page { get; init; }

    /// <summary>Writes the model.</summary>
    public AutoReport Search(string zip)
    {
        if (search.StateFolder is { } folder)
        {
            TrialStore.RequireFree(folder, search.Resume);
        }

        (XRayDataset dataset, CovidModelBuilder builder, AvailableNetworks available) = Open(inFolds: false);
        using CovidModel found = SearchView.During(
            screen.Asides, progress =>
                builder.Search(search.Budget(), available.Networks, search.Options(), new KeptTrials(progress, search, cancellation), cancellation.Token));
        found.Save(zip);
        cancellation.Kept = $"the model is saved in '{zip}'";
        var report = new AutoReport
        {
            Leaderboard = LeaderboardEntry.Of(found.Search!.Leaderboard),
            Missing = available.Missing,
            Result = ModelReport.Of(zip, found, dataset, found.HeldOut, Stopwatch.GetElapsedTime(_began).TotalSeconds) with
            {
                Network = found.Card.Network,
                Recipe = found.Card.Recipe,
                Split = found.Card.Data.Splits,
                Decision = found.Card.Decision,
                Warnings = found.Card.Warnings,
                Notes = found.Card.Notes,
                Audit = found.Card.Audit,
            },
        };
        LeaderboardView.Show(screen, report.Leaderboard);
        AuditView.ShowLines(screen, report.Result.Audit);
        DataView.ShowProblems(screen, report.Result.Problems);
        screen.Say($"Model saved in '{Path.GetFullPath(zip)}' after {Figures.Seconds(report.Result.Seconds)}.");
        screen.Say("On the held-out images, which no trial saw and none of whose known patients was trained on:");
        ResultView.Show(screen, report.Result);
        ReportView.Write(Page, () => found.CreateReport(found.HeldOut), cancellation.Token);
        return report;
    }

    /// <summary>Tries recipes beside other processes.</summary>
    public void Share()
    {
        (_, CovidModelBuilder builder, AvailableNetworks available) = Open(inFolds: false);
        int folds = SearchView.During(
            screen.Asides,
            progress => builder.SearchTrials(
                search.Budget(), search.Options(), available.Networks, new KeptTrials(progress, search, cancellation), cancellation.Token));
        screen.Say($"This process has trained {Figures.Of(folds)} fold{(folds == 1 ? "" : "s")} of recipes; all are in '{search.StateFolder}'.");
        screen.Next("once all processes have ended, the same command with --resume --out FILE.zip in place of --worker makes the model");
    }

    /// <summary>Measures what a search finds, on every image.</summary>
    public NestedReport Measure(int folds, FoldGrouping grouping)
    {
        (XRayDataset dataset, CovidModelBuilder builder, AvailableNetworks available) = Open(inFolds: true);
        NestedSearchResult nested = SearchView.During(screen.Asides, progress => builder.SearchNested(
            search.Budget(), available.Networks, folds, grouping, search.Options(), new KeptTrials(progress, search, cancellation), cancellation.Token));
        var report = new NestedReport
        {
            Result = CrossValidationReport.Of(nested.Result, fitting.Seed),
            Leaderboards = [.. nested.Leaderboards.Select(LeaderboardEntry.Of)],
            Missing = available.Missing,
        };
        foreach (LeaderboardEntry leaderboard in report.Leaderboards)
        {
            LeaderboardView.Show(screen, leaderboard);
        }

        CrossValidationView.Show(screen, report.Result);
        ReportView.Write(Page, () => nested.CreateReport(dataset), cancellation.Token);
        return report;
    }

    private (XRayDataset Dataset, CovidModelBuilder Builder, AvailableNetworks AvailableNetworks) Open(bool inFolds)
    {
        XRayDataset dataset = data.Open();
        cancellation.Token.ThrowIfCancellationRequested();
        if (inFolds)
        {
            DataView.ShowForFolds(screen.Asides, dataset, data.Split);
        }
        else
        {
            DataView.Show(screen.Asides, dataset, data.Split);
        }

        AvailableNetworks available = networks.Open();
        screen.Asides.Say($"Networks: {string.Join(", ", available.Networks.Select(n => n.Name))}.");
        MissingNetworks.Tell(screen, "Not searched", available.Missing, available.Missing);

        return (dataset, Recipe.Of(dataset, NetworkChoices.Cnn, fitting, positiveLabel, data.Split, Page).WithAudits(Audits), available);
    }

    /// <summary>Hands progress on, and notes what a cancelled search leaves behind.</summary>
    private sealed class KeptTrials(IProgress<SearchProgress> view, AutoChoices search, Cancellation cancellation) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value)
        {
            if (value.Leaderboard is not null && search.StateFolder is { } folder)
            {
                cancellation.Kept =
                    search.Worker ? $"the trials so far are kept in '{folder}'; give the same command to go on"
                    : $"the trials so far are kept in '{folder}', with the best model so far where the search makes one (best.zip); give the same command " +
                    $"with --resume to go on";
            }

            view.Report(value);
        }
    }
}
