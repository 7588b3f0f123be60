using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace CovidClassifier.Imaging;

/// <summary>Pixels as a PNG file (https://www.w3.org/TR/png-3/), each row as its differences from the pixel to the left, which suits X-rays.</summary>
internal static class PngEncoder
{
    private const byte Gray = 0, Rgba = 6, Left = 1;

    /// <summary>Gray pixels; decoding the file gives them back.</summary>
    /// <param name="pixels">Row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="level">How hard to look for repetitions.</param>
    public static byte[] Png(ReadOnlySpan<byte> pixels, int width, int height, CompressionLevel level = CompressionLevel.Optimal) =>
        Encode(pixels, width, height, channels: 1, Gray, level);

    /// <summary>The same of red, green, blue and opacity.</summary>
    public static byte[] PngOfColors(ReadOnlySpan<byte> rgba, int width, int height) =>
        Encode(rgba, width, height, channels: 4, Rgba, CompressionLevel.Optimal);

    private static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels, byte color, CompressionLevel level)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n']);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = color;
        header[10..].Clear();
        Write(file, "IHDR"u8, header);
        Write(file, "IDAT"u8, Compress(pixels, width * channels, channels, level));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int rowBytes, int channels, CompressionLevel level)
    {
        var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, level, leaveOpen: true))
        {
            var line = new byte[1 + rowBytes];
            line[0] = Left;
            for (; !pixels.IsEmpty; pixels = pixels[rowBytes..])
            {
                ReadOnlySpan<byte> row = pixels[..rowBytes];
                row[..channels].CopyTo(line.AsSpan(1));
                for (int x = channels; x < rowBytes; x++)
                {
                    line[1 + x] = (byte)(row[x] - row[x - channels]);
                }

                deflate.Write(line);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(content);
        var check = new Crc32();
        check.Append(kind);
        check.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, check.GetCurrentHashAsUInt32());
        file.Write(number);
    }
}
