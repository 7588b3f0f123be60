namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>What the parts of a tile hold.</summary>
/// <param name="file">How the file is coded.</param>
internal sealed class TileParts(CodingTables file)
{
    private CodingTables? _own;

    /// <summary>How the tile is coded.</summary>
    public CodingTables Tables => _own ?? file;

    /// <summary>Its packets, part by part.</summary>
    public List<ReadOnlyMemory<byte>> Packets { get; } = [];

    /// <summary>Takes a marker of a part's header.</summary>
    /// <returns>Null, or what is wrong with it, as part of a sentence that ends with a full stop.</returns>
    public string? Take(byte marker, ReadOnlySpan<byte> body) => (_own ??= new CodingTables(file)).Take(marker, body);

    /// <summary>Its packets as one piece.</summary>
    public ReadOnlyMemory<byte> Joined() => Packets.Count == 1 ? Packets[0] : Packets.SelectMany(p => p.ToArray()).ToArray();
}
