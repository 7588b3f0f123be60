namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>Coding passes of a code-block that are decoded as one, whose bytes may come in several packets.</summary>
/// <param name="mostPasses">How many passes it may have.</param>
internal sealed class CodeSegment(int mostPasses)
{
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private int _expected;

    public int MostPasses => mostPasses;

    public int Passes { get; private set; }

    /// <summary>How many bytes it has.</summary>
    public int Length { get; private set; }

    /// <summary>Adds as many passes as there is room for.</summary>
    /// <returns>How many that were.</returns>
    public int Add(int passes)
    {
        int added = Math.Min(passes, mostPasses - Passes);
        Passes += added;
        return added;
    }

    /// <summary>States how many of the packet's bytes are its own.</summary>
    public void Expect(int length) => _expected += length;

    /// <summary>Takes what was stated from the packet's bytes.</summary>
    /// <param name="bytes">The bytes of the packets.</param>
    /// <param name="position">Where the bytes begin; set behind them.</param>
    /// <returns>Whether they are all there.</returns>
    public bool Take(ReadOnlyMemory<byte> bytes, ref int position)
    {
        if (_expected > bytes.Length - position)
        {
            return false;
        }

        if (_expected > 0)
        {
            _pieces.Add(bytes.Slice(position, _expected));
            Length += _expected;
            position += _expected;
            _expected = 0;
        }

        return true;
    }

    /// <summary>Writes all its bytes to a buffer.</summary>
    public void CopyTo(Span<byte> buffer)
    {
        foreach (ReadOnlyMemory<byte> piece in _pieces)
        {
            piece.Span.CopyTo(buffer);
            buffer = buffer[piece.Length..];
        }
    }
}
