using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say how to search.</summary>
internal sealed class AutoOptions
{
    private static readonly AutoChoices Standard = new();

    private readonly Option<TimeSpan?> _budget =
        DurationOption.Of("--budget", "Time for the search with its final training; kept within 10 % or 30 seconds. Default: 10m.");

    private readonly Option<int?> _trials = NumberOption.WholeOrNone("--trials", 1, "Recipes to try instead of a time: the same search on any day.");

    private readonly LateChoiceOption _metric = MetricOption.Create();

    private readonly Option<int> _innerFolds =
        NumberOption.Whole("--inner-folds", Standard.InnerFolds, 2, "Folds of the training images, by patient, that recipes are compared on.");

    private readonly Option<int> _ensemble = NumberOption.Whole(
        "--ensemble", Standard.Ensemble, 1,
            "Models at most whose mean is the final one, in one graph; fewer where the budget does not reach, 1 is no ensemble.");

    private readonly Option<string?> _state = new("--state")
    {
        Description =
            "Keep the log of trials and the best model so far (best.zip) in this folder, so that a search that was stopped can go on. One search per folder, " +
            "by one process alone or by many with --worker.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on from --state's folder with the same networks, images and seed; the budget may be another.",
    };

    private readonly Option<bool> _worker = new("--worker")
    {
        Description =
            "Try recipes beside other processes with the same command, on this machine or others, in --state's folder, and make no model; then the same " +
            "command with --resume and --out in its place makes it.",
    };

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Search, _budget, _metric, _state, _resume, _worker);
        command.AddRare(HelpGroup.Search, _trials, _innerFolds, _ensemble);
    }

    /// <exception cref="UsageException">Time and trials are both given, or the folder cannot be used.</exception>
    public AutoChoices Read(ParseResult parsed)
    {
        TimeSpan? time = parsed.GetValue(_budget);
        int? trials = parsed.GetValue(_trials);
        string? folder = parsed.GetValue(_state);
        if (time is not null && trials is not null)
        {
            throw new UsageException("--budget and --trials both say when the search ends; give one of them.");
        }

        if (folder is not null)
        {
            if (File.Exists(folder))
            {
                throw new UsageException($"--state must be a folder, but '{folder}' is a file.");
            }

            OutputFile.RequireWritableFolder("--state", folder);
        }

        bool resume = parsed.GetValue(_resume), worker = parsed.GetValue(_worker);
        if (worker && (folder is null || resume))
        {
            throw new UsageException(folder is null ? "--worker needs --state, the folder that all of them share."
                : "--worker joins the search of the folder by itself; leave --resume away.");
        }

        return resume && folder is null ? throw new UsageException("--resume needs --state, the folder to go on from.") : new AutoChoices
        {
            Time = trials is null ? time ?? Standard.Time : null,
            Trials = trials,
            Metric = parsed.GetValue(_metric)!,
            InnerFolds = parsed.GetValue(_innerFolds),
            Ensemble = parsed.GetValue(_ensemble),
            StateFolder = folder,
            Resume = resume,
            Worker = worker,
        };
    }
}
