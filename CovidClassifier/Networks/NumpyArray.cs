using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CovidClassifier.Networks;

/// <summary>
/// A NumPy .npy file of 32-bit or 64-bit floats, row after row (format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
/// </summary>
/// <param name="Shape">Lengths.</param>
/// <param name="Values">Row-major.</param>
internal sealed partial record NumpyArray(int[] Shape, float[] Values)
{
    private const int MostValues = 1 << 20;

    /// <summary>Whether a file's bytes are such an array.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes[0] == 0x93 && bytes[1..].StartsWith("NUMPY"u8);

    /// <exception cref="InvalidDataException">Another element type or order, or not as many values as the shape says.</exception>
    public static NumpyArray Read(ReadOnlySpan<byte> bytes)
    {
        int start = bytes[6] == 1 ? 10 : 12;
        long length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (start + length > bytes.Length)
        {
            throw new InvalidDataException("its header is cut off.");
        }

        string header = Encoding.ASCII.GetString(bytes.Slice(start, (int)length));
        int size = Type().Match(header) is { Success: true } type
            ? type.Groups[1].ValueSpan[0] - '0'
            : throw new InvalidDataException("its numbers must be little-endian 32-bit or 64-bit floats ('<f4' or '<f8').");
        if (!header.Contains("'fortran_order': False", StringComparison.Ordinal) || Lengths().Match(header) is not { Success: true } lengths)
        {
            throw new InvalidDataException("its values must be stored row after row (fortran_order False) with a shape.");
        }

        int[] shape = [.. lengths.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Length)];
        long count = shape.Aggregate(1L, (product, side) => Math.Min(product * side, MostValues + 1L));
        ReadOnlySpan<byte> data = bytes[(start + (int)length)..];
        if (count > MostValues || data.Length != count * size)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"its shape ({string.Join(", ", shape)}) asks for {count} values of {size} bytes (at most {MostValues}), and {data.Length} bytes follow."));
        }

        var values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> value = data.Slice(i * size, size);
            values[i] = size == 4 ? BinaryPrimitives.ReadSingleLittleEndian(value) : (float)BinaryPrimitives.ReadDoubleLittleEndian(value);
        }

        return new NumpyArray(shape, values);
    }

    /// <summary>[H,W], [C,H,W] or [H,W,C] as a mean image; a leading axis of one image is left out.</summary>
    /// <exception cref="InvalidDataException">Another shape.</exception>
    public MeanImage ToMeanImage()
    {
        int[] shape = Shape is [1, _, _, _] ? Shape[1..] : Shape;
        return shape switch
        {
            [var height, var width] => MeanImage.Of(Values, 1, height, width),
            [1 or 3, var height, var width] => MeanImage.Of(Values, shape[0], height, width),
            [var height, var width, 1 or 3] => MeanImage.Of(ChannelsFirst(shape[2]), shape[2], height, width),
            _ => throw new InvalidDataException($"its shape must be [H,W], [C,H,W] or [H,W,C] with 1 or 3 channels, got [{string.Join(',', Shape)}]."),
        };
    }

    private float[] ChannelsFirst(int channels)
    {
        int places = Values.Length / channels;
        return [.. Enumerable.Range(0, Values.Length).Select(i => Values[(i % places * channels) + (i / places)])];
    }

    private static int Length(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
        ? length
        : throw new InvalidDataException($"its shape holds '{text}', which is no length.");

    [GeneratedRegex("'descr': '<f([48])'")]
    private static partial Regex Type();

    [GeneratedRegex(@"'shape': \(([0-9, ]*)\)")]
    private static partial Regex Lengths();
}
