using CovidClassifier.Networks;
using CovidClassifier.Transfer;

namespace CovidClassifier.Console.Options;

/// <summary>Which networks to compare or to search.</summary>
/// <param name="Names">cnn and .onnx files.</param>
/// <param name="Modes">How pre-trained networks learn.</param>
/// <param name="Preprocessing">Of the files, by name; null: what each file says.</param>
/// <param name="InputSize">Of files that leave it open.</param>
internal sealed record NetworksChoices(IReadOnlyList<string> Names, IReadOnlyList<string> Modes, string? Preprocessing, int? InputSize)
{
    /// <summary>Each network in each mode; the CNN has nothing learned to keep, so it has one.</summary>
    public IReadOnlyList<Network> Open() => [.. Names.SelectMany(Open)];

    private IEnumerable<Network> Open(string name)
    {
        if (name == NetworksOptions.Cnn)
        {
            return [Network.CustomCnn()];
        }

        Network network = Network.FromOnnx(name, Preprocessing is null ? null : Networks.Preprocessing.Parse(Preprocessing), InputSize);
        return Modes.Select(mode => mode == NetworkChoices.FineTune ? network.FineTuned() : network);
    }
}
