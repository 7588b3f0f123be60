using System.Buffers.Binary;
using System.Text;

namespace CovidClassifier.Phantoms.Png;

/// <summary>
/// Writes 8-bit gray PNG files (ISO/IEC 15948); each row by the filter with the smallest sum of absolute values, as its section 12.8
/// advises. Files of one width and height are equally long: a private ancillary chunk of zeros, which readers skip (section 4.7.1), fills
/// them up, because the compressed length would tell what is drawn.
/// </summary>
internal static class GrayPng
{
    /// <summary>Lower case first: may be skipped; lower case second: private.</summary>
    private const string Filling = "fiLl";

    private const int ChunkFrame = 12, EndLength = 12;

    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    public static byte[] Encode(int width, int height, byte[] pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits; colour type 0 (gray), compression 0, filter method 0 and interlace 0 follow

        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", Deflate.Compress(Filter(width, height, pixels)));
        WriteChunk(file, Filling, new byte[FillingLength(width * height, (int)file.Length)]);
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Up to five bits a pixel, which drawings in 64 steps of gray stay under; noise takes the next multiple.</summary>
    private static int FillingLength(int pixels, int written)
    {
        int unit = Math.Max(128, pixels * 5 / 8), least = written + ChunkFrame + EndLength;
        return (least + unit - 1) / unit * unit - least;
    }

    private static byte[] Filter(int width, int height, byte[] pixels)
    {
        var filtered = new byte[(width + 1) * height];
        var row = new byte[width];
        for (int y = 0; y < height; y++)
        {
            int best = int.MaxValue;
            for (byte filter = 0; filter <= 4; filter++)
            {
                int cost = 0;
                for (int x = 0; x < width; x++)
                {
                    row[x] = (byte)(pixels[y * width + x] - Predict(filter, pixels, width, x, y));
                    cost += Math.Abs((int)(sbyte)row[x]);
                }

                if (cost < best)
                {
                    best = cost;
                    filtered[y * (width + 1)] = filter;
                    row.CopyTo(filtered, y * (width + 1) + 1);
                }
            }
        }

        return filtered;
    }

    private static int Predict(byte filter, byte[] pixels, int width, int x, int y)
    {
        int at = y * width + x;
        int left = x > 0 ? pixels[at - 1] : 0;
        int up = y > 0 ? pixels[at - width] : 0;
        int upLeft = x > 0 && y > 0 ? pixels[at - width - 1] : 0;
        return filter switch
        {
            0 => 0,
            1 => left,
            2 => up,
            3 => (left + up) / 2,
            _ => Paeth(left, up, upLeft),
        };
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        int estimate = left + up - upLeft;
        int toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toUpLeft = Math.Abs(estimate - upLeft);
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private static void WriteChunk(MemoryStream file, string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(named);
        uint crc = 0xFFFFFFFF;
        foreach (byte b in named)
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }

    private static uint CrcOf(int index)
    {
        uint crc = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
