namespace CovidClassifier.Networks;

/// <summary>
/// The square sizes that images are decoded to. Each has a contract in the zip format, so the list only ever grows; a network of another size gets a Resize
/// node from the next larger one.
/// </summary>
internal static class InputSizes
{
    /// <summary>Ascending.</summary>
    public static IReadOnlyList<int> All { get; } = [64, 96, 128, 160, 192, 224, 240, 256, 288, 299, 320, 384, 448, 512];

    /// <summary>The smallest listed square that covers width x height.</summary>
    /// <exception cref="NetworkException">Above the largest.</exception>
    public static int Covering(int width, int height) =>
        All.FirstOrDefault(s => s >= Math.Max(width, height)) is > 0 and int size
            ? size
            : throw new NetworkException(
                $"The network takes images of {width} x {height}; at most {All[^1]} x {All[^1]} is supported. Use a network with a smaller input.");
}
