using System.Buffers.Binary;

namespace CovidClassifier.Tests.Imaging;

/// <summary>A TIFF encoder for tests, written from the standard and apart from the library's reader.</summary>
internal sealed class TestTiff(int width, int height, int bits, int photometric, Func<int, int, int[]> pixel)
{
    public bool BigEndian { get; init; }

    /// <summary>1 none, 5 LZW, 7 JPEG, 8 deflate, 32773 PackBits.</summary>
    public int Compression { get; init; } = 1;

    public bool Planar { get; init; }

    public bool Differenced { get; init; }

    public int RowsPerStrip { get; init; } = 5;

    /// <summary>Width and height of tiles; null: strips.</summary>
    public (int Width, int Height)? Tile { get; init; }

    /// <summary>Further fields: number, and 16-bit values.</summary>
    public IReadOnlyList<(int Tag, int[] Values)> Fields { get; init; } = [];

    private int Samples => pixel(0, 0).Length;

    public byte[] Encode()
    {
        using var file = new MemoryStream();
        file.Write(BigEndian ? "MM\0*"u8 : "II*\0"u8);
        file.Write(new byte[4]);
        List<int> offsets = [], lengths = [];
        (int w, int h) = Tile ?? (width, RowsPerStrip);
        for (int plane = 0; plane < (Planar ? Samples : 1); plane++)
        {
            for (int top = 0; top < height; top += h)
            {
                for (int left = 0; left < width; left += w)
                {
                    byte[] piece = Pack(Piece(left, top, w, Tile is null ? Math.Min(h, height - top) : h, Planar ? plane : null), w);
                    offsets.Add((int)file.Position);
                    lengths.Add(piece.Length);
                    file.Write(piece);
                    file.Position += file.Position % 2;
                }
            }
        }

        List<(int Tag, int Type, int[] Values)> fields =
        [
            (256, 4, [width]), (257, 4, [height]), (258, 3, [.. Enumerable.Repeat(bits, Samples)]), (259, 3, [Compression]), (262, 3, [photometric]),
                (277, 3, [Samples]),
            (284, 3, [Planar ? 2 : 1]), (317, 3, [Differenced ? 2 : 1]),
            .. Tile is null
                ? new (int, int, int[])[] { (273, 4, [.. offsets]), (278, 4, [RowsPerStrip]), (279, 4, [.. lengths]) }
                : [(322, 3, [w]), (323, 3, [h]), (324, 4, [.. offsets]), (325, 4, [.. lengths])],
            .. Fields.Select(f => (f.Tag, 3, f.Values)),
        ];
        WriteDirectory(file, [.. fields.OrderBy(f => f.Tag)]);
        return file.ToArray();
    }

    private void WriteDirectory(MemoryStream file, (int Tag, int Type, int[] Values)[] fields)
    {
        int start = (int)file.Length + (int)file.Length % 2, far = start + 2 + 12 * fields.Length + 4;
        file.Position = 4;
        Put(file, start, 4);
        file.SetLength(start);
        file.Position = start;
        Put(file, fields.Length, 2);
        using var values = new MemoryStream();
        foreach ((int tag, int type, int[] numbers) in fields)
        {
            int size = type == 3 ? 2 : 4;
            Put(file, tag, 2);
            Put(file, type, 2);
            Put(file, numbers.Length, 4);
            if (size * numbers.Length <= 4)
            {
                Array.ForEach(numbers, n => Put(file, n, size));
                file.Write(new byte[4 - size * numbers.Length]);
                continue;
            }

            Put(file, far + (int)values.Length, 4);
            Array.ForEach(numbers, n => Put(values, n, size));
        }

        Put(file, 0, 4);
        values.WriteTo(file);
    }

    private byte[] Piece(int left, int top, int w, int h, int? plane)
    {
        using var raw = new MemoryStream();
        int kept = plane is null ? Samples : 1;
        for (int y = 0; y < h; y++)
        {
            int[] row = [.. Enumerable.Range(0, w).SelectMany(x =>
            {
                int[] all = pixel(Math.Min(left + x, width - 1), Math.Min(top + y, height - 1));
                return plane is { } one ? [all[one]] : all;
            })];
            int[] stored = Differenced ? [.. row.Select((v, i) => (i < kept ? v : v - row[i - kept]) & ((1 << bits) - 1))] : row;
            int bit = 0, last = 0;
            foreach (int value in stored)
            {
                if (bits >= 8)
                {
                    Put(raw, value, bits / 8);
                    continue;
                }

                last = last << bits | value;
                bit += bits;
                if (bit == 8)
                {
                    raw.WriteByte((byte)last);
                    (bit, last) = (0, 0);
                }
            }

            if (bit > 0)
            {
                raw.WriteByte((byte)(last << (8 - bit)));
            }
        }

        return raw.ToArray();
    }

    private byte[] Pack(byte[] raw, int w) => Compression switch
    {
        5 => Lzw(raw),
        7 => new TestJpegFile(w, raw.Length / w, new TestJpegFile.Plane(1, 1, (x, y) => raw[y * w + x])) { Step = 1 }.Encode(),
        8 => TestPng.Deflate(raw),
        32_773 => [.. raw.Chunk(100).SelectMany(c => c.Distinct().Count() == 1 ? [(byte)(1 - c.Length), c[0]] : (byte[])[(byte)(c.Length - 1), .. c])],
        _ => raw,
    };

    private static byte[] Lzw(byte[] raw)
    {
        List<bool> bits = [];
        Dictionary<string, int> table = [];
        int width = 9, next = 258;
        void Write(int code)
        {
            for (int i = width - 1; i >= 0; i--)
            {
                bits.Add((code >> i & 1) != 0);
            }
        }

        void Clear()
        {
            Write(256);
            table = Enumerable.Range(0, 256).ToDictionary(i => ((char)i).ToString(), i => i);
            (width, next) = (9, 258);
        }

        Clear();
        string known = "";
        foreach (byte value in raw)
        {
            string longer = known + (char)value;
            if (table.ContainsKey(longer))
            {
                known = longer;
                continue;
            }

            Write(table[known]);
            table.Add(longer, next++);
            width = next switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };
            known = ((char)value).ToString();
            if (next == 4094)
            {
                Clear();
            }
        }

        Write(table[known]);
        width = next + 1 switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };
        Write(257);
        return [.. bits.Chunk(8).Select(c => (byte)c.Select((b, i) => b ? 128 >> i : 0).Sum())];
    }

    private void Put(Stream stream, int value, int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        for (int i = 0; i < count; i++)
        {
            stream.WriteByte(bytes[BigEndian ? count - 1 - i : i]);
        }
    }
}
