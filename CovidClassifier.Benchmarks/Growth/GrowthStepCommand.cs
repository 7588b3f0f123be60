using System.CommandLine;
using System.Text.Json;

namespace CovidClassifier.Benchmarks.Growth;

/// <summary>One amount of work; started by <see cref="GrowthCommand"/>, prints one line of JSON.</summary>
internal sealed class GrowthStepCommand : Command
{
    public const string Verb = "step";

    private readonly Argument<string> _work = new("WORK");
    private readonly Argument<string> _folder = new("FOLDER");
    private readonly Argument<int> _images = new("IMAGES");

    public GrowthStepCommand()
        : base(Verb, "Does one amount of work and prints what it cost, as JSON.")
    {
        Hidden = true;
        Add(_work);
        Add(_folder);
        Add(_images);
        SetAction(parsed => Console.WriteLine(JsonSerializer.Serialize(
            GrowthWork.Do(parsed.GetRequiredValue(_work), parsed.GetRequiredValue(_folder), parsed.GetRequiredValue(_images)))));
    }
}
