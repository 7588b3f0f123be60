using System.CommandLine;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Killing;

/// <summary><c>save FILE</c>: saves two models in turn over one file until it is killed.</summary>
internal sealed class SaveCommand : Command
{
    public const string Verb = "save";

    private readonly Argument<string> _file = new("FILE") { Description = "Written over and over." };

    public SaveCommand()
        : base(Verb, "Saves two models in turn over one file until it is killed.")
    {
        Add(_file);
        SetAction(parsed => Run(parsed.GetValue(_file)!));
    }

    private static void Run(string file)
    {
        CovidModel first, second;
        using (var scratch = new Scratch())
        {
            first = CovidModel.Load(scratch.Write("1.zip", SmallModels.Zip(1)));
            second = CovidModel.Load(scratch.Write("2.zip", SmallModels.Zip(2)));
        }

        for (bool isFirst = true; ; isFirst = !isFirst)
        {
            (isFirst ? first : second).Save(file);
        }
    }
}
