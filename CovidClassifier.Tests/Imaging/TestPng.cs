using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CovidClassifier.Tests.Imaging;

/// <summary>A PNG encoder for tests, written from the standard and apart from the library's reader: every colour type, depth and filter, Adam7.</summary>
internal sealed class TestPng(int width, int height, int depth, int colourType)
{
    private static readonly (int X, int Y, int Dx, int Dy)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly List<(string Type, byte[] Body)> _chunks = [];

    public bool Interlaced { get; init; }

    /// <summary>Filter of row y; the default goes through all five.</summary>
    public Func<int, int> Filter { get; init; } = y => y % 5;

    /// <summary>Channel values of the pixel at x, y.</summary>
    public required Func<int, int, int[]> Pixel { get; init; }

    /// <summary>How many bytes of pixel data an IDAT chunk holds.</summary>
    public int PieceLength { get; init; } = 100;

    private int Channels => colourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Adds a chunk before the pixels.</summary>
    public TestPng With(string type, params byte[] body)
    {
        _chunks.Add((type, body));
        return this;
    }

    public byte[] Encode()
    {
        using var raw = new MemoryStream();
        if (Interlaced)
        {
            foreach ((int x, int y, int dx, int dy) in Passes)
            {
                WriteRows(raw, x, y, dx, dy);
            }
        }
        else
        {
            WriteRows(raw, 0, 0, 1, 1);
        }

        return Assemble(Deflate(raw.ToArray()));
    }

    /// <summary>The file around given IDAT content.</summary>
    public byte[] Assemble(byte[] idat)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = (byte)colourType;
        header[12] = Interlaced ? (byte)1 : (byte)0;
        Chunk(file, "IHDR", header);
        foreach ((string type, byte[] body) in _chunks)
        {
            Chunk(file, type, body);
        }

        foreach (byte[] piece in idat.Chunk(PieceLength))
        {
            Chunk(file, "IDAT", piece);
        }

        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    public static byte[] Deflate(byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(raw);
        }

        return packed.ToArray();
    }

    /// <summary>An eXIf body (or, behind "Exif" and two zeros, a JPEG's APP1) that holds one orientation.</summary>
    public static byte[] Exif(int orientation, bool little = false)
    {
        byte[] body = new byte[26];
        Encoding.ASCII.GetBytes(little ? "II" : "MM", body);
        Write(body, 2, 42, 2, little);
        Write(body, 4, 8, 4, little);
        Write(body, 8, 1, 2, little);
        Write(body, 10, 0x0112, 2, little);
        Write(body, 12, 3, 2, little);
        Write(body, 14, 1, 4, little);
        Write(body, 18, orientation, 2, little);
        return body;
    }

    private static void Write(byte[] body, int at, int value, int count, bool little)
    {
        for (int i = 0; i < count; i++)
        {
            body[at + i] = (byte)(value >> (8 * (little ? i : count - 1 - i)));
        }
    }

    private void WriteRows(Stream raw, int left, int top, int dx, int dy)
    {
        int columns = (width - left + dx - 1) / dx;
        if (columns <= 0)
        {
            return;
        }

        int rowBytes = (columns * Channels * depth + 7) / 8;
        int pixelBytes = Math.Max(1, Channels * depth / 8);
        byte[] above = new byte[rowBytes];
        for (int y = top, index = 0; y < height; y += dy, index++)
        {
            byte[] row = Pack(rowBytes, columns, left, dx, y);
            int filter = Filter(index);
            raw.WriteByte((byte)filter);
            for (int i = 0; i < rowBytes; i++)
            {
                int a = i >= pixelBytes ? row[i - pixelBytes] : 0;
                int b = above[i];
                int c = i >= pixelBytes ? above[i - pixelBytes] : 0;
                raw.WriteByte((byte)(row[i] - Predict(filter, a, b, c)));
            }

            above = row;
        }
    }

    private byte[] Pack(int rowBytes, int columns, int left, int dx, int y)
    {
        byte[] row = new byte[rowBytes];
        int bit = 0;
        for (int i = 0; i < columns; i++)
        {
            foreach (int value in Pixel(left + i * dx, y))
            {
                for (int k = depth - 1; k >= 0; k--, bit++)
                {
                    row[bit / 8] |= (byte)((value >> k & 1) << (7 - bit % 8));
                }
            }
        }

        return row;
    }

    /// <summary>The standard's own wording of the five predictors.</summary>
    public static int Predict(int filter, int a, int b, int c)
    {
        if (filter < 4)
        {
            return filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, _ => 0 };
        }

        int p = a + b - c;
        (int pa, int pb, int pc) = (Math.Abs(p - a), Math.Abs(p - b), Math.Abs(p - c));
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    private static void Chunk(Stream file, string type, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. body];
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
            }
        }

        return ~crc;
    }
}
