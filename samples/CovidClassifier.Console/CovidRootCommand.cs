using System.CommandLine;
using System.CommandLine.Help;
using CovidClassifier.Console.Commands;

namespace CovidClassifier.Console;

/// <summary>The commands and their help.</summary>
internal sealed class CovidRootCommand : RootCommand, IHaveExamples
{
    public CovidRootCommand()
        : base("Trains, evaluates and uses chest X-ray classifiers. For research and teaching only, never for diagnosis. Exit codes: 0 done, 1 failed, 2 " +
            "bad usage, 3 no such shard, or shards that do not make a whole.")
    {
        Add(new DemoCommand());
        Add(new TrainCommand());
        Add(new CrossValidateCommand());
        Add(new CompareCommand());
        Add(new AutoCommand());
        Add(new EvaluateCommand());
        Add(new PredictCommand());
        Add(new ExplainCommand());
        Add(new MergeCommand());
        Add(new AuditCommand());
        Add(new DatasetsCommand());
        Add(new WeightsCommand());
        foreach (HelpOption help in Options.OfType<HelpOption>())
        {
            help.Action = new ExamplesHelp((HelpAction)help.Action!);
        }
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "covid demo",
        "covid train --data data/xrays --out covid.zip",
        "covid evaluate --model covid.zip --data data/other-hospital",
        "covid predict --model covid.zip patient.png",
        "covid explain --model covid.zip patient.png --out map.png",
        "covid audit --data data/xrays",
    ];
}
