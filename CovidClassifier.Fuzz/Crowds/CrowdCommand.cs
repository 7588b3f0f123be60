using System.CommandLine;

namespace CovidClassifier.Fuzz.Crowds;

/// <summary><c>crowd [--threads N] [--predictions N] [--models N]</c>: predictions on many threads while other models come and go.</summary>
internal sealed class CrowdCommand : Command
{
    private readonly Option<int> _threads = new("--threads") { Description = "Threads that predict.", DefaultValueFactory = _ => 16 };
    private readonly Option<int> _predictions = new("--predictions") { Description = "Predictions of each thread.", DefaultValueFactory = _ => 100_000 };
    private readonly Option<int> _models = new("--models") { Description = "Models loaded and disposed beside them.", DefaultValueFactory = _ => 50 };

    public CrowdCommand()
        : base("crowd", "Predicts on many threads while other models are loaded and disposed: the same answers, flat memory and handles.")
    {
        Add(_threads);
        Add(_predictions);
        Add(_models);
        SetAction(parsed => Run(new Crowd(parsed.GetValue(_threads), parsed.GetValue(_predictions), parsed.GetValue(_models))));
    }

    private static int Run(Crowd crowd)
    {
        CrowdResult result = crowd.Execute();
        System.Console.WriteLine(CrowdResult.Header);
        System.Console.WriteLine(result);
        return result.Wrong == 0 ? 0 : 1;
    }
}
