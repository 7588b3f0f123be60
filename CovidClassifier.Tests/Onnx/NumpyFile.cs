using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Reads a NumPy .npy file of float32 or int64, row-major (format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).</summary>
internal sealed partial record NumpyFile(long[] Shape, float[] Floats, long[] Longs)
{
    public static NumpyFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = bytes[6] == 1 ? 10 : 12;
        int length = bytes[6] == 1 ? BitConverter.ToUInt16(bytes, 8) : BitConverter.ToInt32(bytes, 8);
        string header = Encoding.ASCII.GetString(bytes, start, length);
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} is column-major.");
        }

        long[] shape = [.. Digits().Matches(header[header.IndexOf("'shape'", StringComparison.Ordinal)..]).Select(m => long.Parse(m.Value))];
        ReadOnlySpan<byte> data = bytes.AsSpan(start + length);
        return header.Contains("'<f4'", StringComparison.Ordinal) ? new NumpyFile(shape, MemoryMarshal.Cast<byte, float>(data).ToArray(), [])
            : header.Contains("'<i8'", StringComparison.Ordinal) ? new NumpyFile(shape, [], MemoryMarshal.Cast<byte, long>(data).ToArray())
            : throw new InvalidDataException($"{path} is neither float32 nor int64: {header}");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
