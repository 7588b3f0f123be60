using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--method</c> with its details: how a heat map is made.</summary>
internal sealed class MethodOption
{
    private const string Rise = "rise";

    private readonly LateChoiceOption _method = new(
        "--method",
        () => [.. ExplanationMethod.All.Select(m => m.Name)],
        "hirescam and gradcam: by the gradient at the last map that tells places apart; cam: where the head is linear over that map's means, which then " +
            "equals both; occlusion and rise: by hiding parts of the picture, for any model.");

    private readonly Option<int?> _masks = NumberOption.WholeOrNone("--masks", 10, "rise: how many masks. Default: 1000.");

    private readonly Option<int> _seed = NumberOption.Whole("--seed", 1, int.MinValue, "Decides rise's masks, and the random weights and orders of --check.");

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Explanation, _method);
        command.AddRare(HelpGroup.Explanation, _masks, _seed);
    }

    /// <exception cref="UsageException">--masks without rise.</exception>
    public MethodChoice Read(ParseResult parsed)
    {
        string name = parsed.GetValue(_method)!;
        int? masks = parsed.GetValue(_masks);
        return masks is null || name == Rise
            ? new MethodChoice(name, masks, parsed.GetValue(_seed))
            : throw new UsageException($"--masks is for --method rise, but the method is {name}.");
    }
}
