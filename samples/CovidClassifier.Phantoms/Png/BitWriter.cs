namespace CovidClassifier.Phantoms.Png;

/// <summary>Packs bits into bytes from the lowest bit up, as RFC 1951 asks (3.1.1).</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Appends the lowest <paramref name="count"/> bits of <paramref name="value"/>, lowest first.</summary>
    public void Write(uint value, int count)
    {
        _pending |= (ulong)value << _pendingBits;
        for (_pendingBits += count; _pendingBits >= 8; _pendingBits -= 8, _pending >>= 8)
        {
            _bytes.Add((byte)_pending);
        }
    }

    /// <summary>The bytes, the last one filled up with zero bits.</summary>
    public byte[] ToArray() => _pendingBits == 0 ? [.. _bytes] : [.. _bytes, (byte)_pending];
}
