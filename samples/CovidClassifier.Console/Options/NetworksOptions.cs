using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say which networks to compare or to search.</summary>
/// <param name="takesEnsembles">Whether networks joined by '+' are one.</param>
internal sealed class NetworksOptions(bool takesEnsembles)
{
    private readonly Option<string?> _networks = new("--networks")
    {
        Description =
            "Names separated by commas: cnn (the study's own), published networks (see 'covid weights'), ONNX image classifiers" +
            (takesEnsembles ? "; NAME+NAME is an ensemble of them" : "") + ". Default: cnn and every published network whose weights are there.",
        HelpName = "cnn,NAME,FILE.onnx,...",
    };

    private readonly Option<string?> _weights = new("--weights-dir")
    {
        Description = "A folder where the weights of published networks are looked for before the cache of 'covid weights'.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _preprocessing =
        PreprocessingOption.Of("FILE.onnx: how gray 0..255 becomes the input of each file. Default: what its metadata says.");

    private readonly Option<int?> _inputSize = InputSizeOption.Create();

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Network, _networks);
        command.AddRare(HelpGroup.Network, _weights, _preprocessing, _inputSize);
    }

    /// <exception cref="UsageException">No such network or folder.</exception>
    public NetworksChoices Read(ParseResult parsed)
    {
        string[]? names = parsed.GetValue(_networks) is { } list ? WordList.Split("--networks", list) : null;
        string? folder = parsed.GetValue(_weights);
        string[] parts = [.. (names ?? []).SelectMany(NetworkChoices.Names)];
        return !takesEnsembles && parts.Length > (names?.Length ?? 0)
            ? throw new UsageException(
                "--networks A+B, an ensemble, is for 'covid compare': a search makes an ensemble of its best recipes by itself (--ensemble).")
            : (names ?? []).Any(n => NetworkChoices.Names(n) is { Length: > 1 } members && members.Contains(NetworkChoices.CnnName))
            ? throw new UsageException(
                "--networks A+B, an ensemble, is of networks that have learned, which learn as --modes says; the cnn has nothing learned.")
            : Array.Find(parts, n => !IsKnown(n)) is { } lost
            ? throw new UsageException(
                $"--networks must be cnn, {string.Join(", ", NetworkOptions.Backbones)}, or .onnx files that exist, separated by commas, got '{lost}'" +
                Suggestion.After(lost, [NetworkChoices.CnnName, .. NetworkOptions.Backbones]))
            : names?.GroupBy(n => string.Join('+', NetworkChoices.Names(n).Order(StringComparer.Ordinal))).FirstOrDefault(n => n.Count() > 1) is { } same
            ? throw new UsageException($"--networks must name each only once, but {string.Join(" and ", same.Select(n => $"'{n}'"))} are one ensemble.")
            : folder is not null && !Directory.Exists(folder)
            ? throw new UsageException($"--weights-dir must be a folder that exists, got '{folder}'.")
            : new NetworksChoices(names, folder, parsed.GetValue(_preprocessing), parsed.GetValue(_inputSize));
    }

    private static bool IsKnown(string name) => name == NetworkChoices.CnnName || NetworkOptions.Backbones.Contains(name) || File.Exists(name);
}
