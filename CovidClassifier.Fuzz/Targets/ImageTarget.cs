using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>Image files: gray levels, or ImageFormatException.</summary>
/// <param name="name">Also the folder of its corpus.</param>
internal sealed class ImageTarget(string name) : IFuzzTarget
{
    private const int Side = 32;

    public string Name => name;

    public IReadOnlyList<byte[]> Seeds { get; } = CorpusFolder.Of(name);

    public byte[] Mend(byte[] damaged, RandomStream random)
    {
        if (random.Below(2) == 0)
        {
            PngCheckSums.Mend(damaged);
        }

        return damaged;
    }

    public string Answer(byte[] input) => Convert.ToHexString(XRayDecoder.Decode(input, Side, Side).Pixels);

    public bool IsNamed(Exception error) => error is ImageFormatException;
}
