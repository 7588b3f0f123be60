using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>What the markers of a header, of the file or of a tile, state of how it is coded (ITU-T T.800, A.6).</summary>
internal sealed class CodingTables
{
    public const byte CodingDefault = 0x52, CodingOfComponent = 0x53, QuantisationDefault = 0x5C, QuantisationOfComponent = 0x5D, Region = 0x5E,
        OrderChange = 0x5F, PackedHeadersMain = 0x60, PackedHeadersTile = 0x61;

    private readonly ComponentCoding?[] _codings;
    private readonly Quantisation?[] _quantisations;

    /// <summary>Tables of a file of so many components; nothing is stated yet.</summary>
    public CodingTables(int components)
    {
        _codings = new ComponentCoding?[components];
        _quantisations = new Quantisation?[components];
    }

    /// <summary>Tables of a tile, which begin with those of the file.</summary>
    public CodingTables(CodingTables file)
    {
        _codings = [.. file._codings];
        _quantisations = [.. file._quantisations];
        Tile = file.Tile;
    }

    /// <summary>What the components share; null until it is stated.</summary>
    public TileCoding? Tile { get; private set; }

    /// <summary>Whether everything that is needed has been stated.</summary>
    public bool AreWhole => Tile is not null && !_codings.Contains(null) && !_quantisations.Contains(null);

    public ComponentCoding Coding(int component) => _codings[component]!;

    public Quantisation Quantisation(int component) => _quantisations[component]!;

    /// <summary>Takes a marker, whatever it is.</summary>
    /// <param name="marker">Its second byte.</param>
    /// <param name="body">What follows its length.</param>
    /// <returns>Null, or what is wrong with it, as part of a sentence that ends with a full stop.</returns>
    public string? Take(byte marker, ReadOnlySpan<byte> body) => marker switch
    {
        CodingDefault => TakeCoding(body),
        CodingOfComponent => TakeOne(body, _codings, rest => ComponentCoding.Read(rest[1..], (rest[0] & 1) != 0)),
        QuantisationDefault => TakeAll(_quantisations, Jpeg2000.Quantisation.Read(body)),
        QuantisationOfComponent => TakeOne(body, _quantisations, Jpeg2000.Quantisation.Read),
        Region => "it is JPEG 2000 with a region of interest, which is not read.",
        OrderChange => "it is JPEG 2000 that changes the order of its packets, which is not read.",
        PackedHeadersMain or PackedHeadersTile => "it is JPEG 2000 whose packets' headers are packed together, which is not read.",
        _ => null,
    };

    private string? TakeCoding(ReadOnlySpan<byte> body)
    {
        if (body.Length < 6 || body[1] > (int)Progression.ComponentPositionResolutionLayer || body[4] > 1)
        {
            return Jpeg2000Header.Broken;
        }

        int layers = BinaryPrimitives.ReadUInt16BigEndian(body[2..]);
        Tile = new TileCoding((Progression)body[1], layers, body[4] == 1);
        return layers == 0 ? Jpeg2000Header.Broken : TakeAll(_codings, ComponentCoding.Read(body[5..], (body[0] & 1) != 0));
    }

    private static string? TakeAll<T>(T?[] all, T? one)
        where T : class
    {
        Array.Fill(all, one);
        return one is null ? Jpeg2000Header.Broken : null;
    }

    // fewer than 257 components are numbered by one byte
    private static string? TakeOne<T>(ReadOnlySpan<byte> body, T?[] all, Reader<T> read)
        where T : class =>
        body.Length < 2 || body[0] >= all.Length || read(body[1..]) is not { } one ? Jpeg2000Header.Broken : Set(all, body[0], one);

    private static string? Set<T>(T?[] all, int component, T one)
    {
        all[component] = one;
        return null;
    }

    private delegate T? Reader<T>(ReadOnlySpan<byte> body);
}
