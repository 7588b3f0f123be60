using System.Numerics;

namespace CovidClassifier.Imaging;

/// <summary>Gray bytes as the network's input takes them: the same numbers, as floats.</summary>
internal static class PixelScale
{
    /// <param name="bytes">0 black to 255 white.</param>
    /// <param name="floats">At least as long.</param>
    public static void ToFloats(ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        int quarter = Vector<float>.Count;
        int i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(high, out Vector<uint> c, out Vector<uint> d);
            Vector.ConvertToSingle(Vector.AsVectorInt32(a)).CopyTo(floats[i..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(b)).CopyTo(floats[(i + quarter)..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(c)).CopyTo(floats[(i + 2 * quarter)..]);
            Vector.ConvertToSingle(Vector.AsVectorInt32(d)).CopyTo(floats[(i + 3 * quarter)..]);
        }

        for (; i < bytes.Length; i++)
        {
            floats[i] = bytes[i];
        }
    }
}
