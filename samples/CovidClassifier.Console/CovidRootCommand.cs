using System.CommandLine;
using System.CommandLine.Help;
using CovidClassifier.Console.Commands;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console;

/// <summary>The commands and their help.</summary>
internal sealed class CovidRootCommand : RootCommand, IHaveExamples
{
    public CovidRootCommand()
        : base("Trains, evaluates and uses chest X-ray classifiers.")
    {
        Add(new DemoCommand());
        Add(new TrainCommand());
        Add(new CrossValidateCommand());
        Add(new CompareCommand());
        Add(new AutoCommand());
        Add(new EvaluateCommand());
        Add(new QuantizeCommand());
        Add(new PredictCommand());
        Add(new CalibrateCommand());
        Add(new AdaptCommand());
        Add(new DriftCommand());
        Add(new ExplainCommand());
        Add(new MergeCommand());
        Add(new AuditCommand());
        Add(new DatasetsCommand());
        Add(new WeightsCommand());
        Add(new CompletionCommand());
        foreach (Option option in Options)
        {
            HelpPlaces.Place(HelpGroup.Output, option);
        }

        HelpOption help = Options.OfType<HelpOption>().Single();
        help.Description = "What a command does, what it needs, and examples; after any command.";
        help.Action = new HelpPageAction(isWhole: false);

        this.Add(HelpGroup.Output, new Option<bool>("--help-all")
        {
            Description = "Help with the options that are rarely needed.",
            Recursive = true,
            Arity = ArgumentArity.Zero,
            Action = new HelpPageAction(isWhole: true),
        });
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
