using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say which networks to compare or to search.</summary>
internal sealed class NetworksOptions
{
    public const string Cnn = "cnn";

    private static readonly string[] KnownModes = [NetworkChoices.Scratch, NetworkChoices.FineTune];

    private readonly Option<string> _networks = new("--networks")
    {
        Description = "Names separated by commas: cnn (the study's own), and ONNX image classifiers.",
        HelpName = "cnn,FILE.onnx,...",
        DefaultValueFactory = _ => Cnn,
    };

    private readonly Option<string> _modes = new("--modes")
    {
        Description = "How pre-trained networks learn, separated by commas: scratch trains all weights from their present values, finetune the last blocks only.",
        HelpName = string.Join(',', KnownModes),
        DefaultValueFactory = _ => NetworkChoices.FineTune,
    };

    private readonly Option<string?> _preprocessing = ChoiceOption.Of(
        "--preprocessing", NetworkOptions.Preprocessings, null, "FILE.onnx: how gray 0..255 becomes the input of each file. Default: what its metadata says.");

    private readonly Option<int?> _inputSize = NumberOption.WholeOrNone("--input-size", 1, "FILE.onnx: side in pixels to train at, where a file leaves it open.");

    public void AddTo(Command command)
    {
        command.Add(_networks);
        command.Add(_modes);
        command.Add(_preprocessing);
        command.Add(_inputSize);
    }

    /// <exception cref="UsageException">No such network or mode.</exception>
    public NetworksChoices Read(ParseResult parsed)
    {
        string[] names = Split("--networks", parsed.GetValue(_networks)!);
        string[] modes = Split("--modes", parsed.GetValue(_modes)!);
        return Array.Find(names, n => n != Cnn && !File.Exists(n)) is { } lost
            ? throw new UsageException($"--networks must be cnn or .onnx files that exist, separated by commas, got '{lost}'.")
            : Array.Find(modes, m => !KnownModes.Contains(m)) is { } wrong
            ? throw new UsageException($"--modes must be some of {string.Join(", ", KnownModes)}, separated by commas, got '{wrong}'.")
            : new NetworksChoices(names, modes, parsed.GetValue(_preprocessing), parsed.GetValue(_inputSize));
    }

    private static string[] Split(string option, string list)
    {
        string[] words = list.Split(',', StringSplitOptions.TrimEntries);
        return words.Any(w => w.Length == 0) ? throw new UsageException($"{option} must be words separated by commas, but one of them is empty.")
            : words.Distinct(StringComparer.Ordinal).Count() < words.Length ? throw new UsageException($"{option} must name each only once, got '{list}'.")
            : words;
    }
}
