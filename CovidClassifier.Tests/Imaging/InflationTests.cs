using System.IO.Compression;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Deflate;

namespace CovidClassifier.Tests.Imaging;

/// <summary>The platform's own zlib is the oracle.</summary>
internal sealed class InflationTests
{
    private static readonly CompressionLevel[] Levels =
        [CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize];

    private enum End
    {
        Whole,
        Damage,
        Cut,
    }

    [Test]
    public void ReadExactly_BytesOfAnyKind_AreWhatWasPacked([Values(0, 1, 2, 3, 4, 5)] int kind, [Values(0, 1, 300, 70_000, 400_000)] int length)
    {
        byte[] bytes = Bytes(kind, length, new Seed(3).For(kind).For(length).Open());
        foreach (CompressionLevel level in Levels)
        {
            byte[] packed = Packed(bytes, level);
            (byte[] read, End end) = Read(packed, length, pieceLength: 8192, step: 1025);
            Assert.That(end, Is.EqualTo(End.Whole), $"{level}");
            Assert.That(read.AsSpan().SequenceEqual(bytes), Is.True, $"{level}");
        }
    }

    [Test]
    public void ReadExactly_AfterTheLastByte_SaysThatTheStreamEnds()
    {
        byte[] packed = Packed([1, 2, 3], CompressionLevel.Optimal);
        using var inflation = new Inflation([packed]);
        inflation.ReadExactly(new byte[3]);
        Assert.That(() => inflation.ReadExactly(new byte[1]), Throws.TypeOf<EndOfStreamException>());
        inflation.Dispose();
        Assert.That(inflation.Dispose, Throws.Nothing);
        Assert.That(() => inflation.ReadExactly(new byte[1]), Throws.TypeOf<EndOfStreamException>());
    }

    [Test]
    public void ReadExactly_OfACutStream_GivesWhatIsThere([Values(0, 1, 3, 5)] int kind)
    {
        byte[] bytes = Bytes(kind, 300, new Seed(4).For(kind).Open());
        foreach (CompressionLevel level in Levels)
        {
            byte[] packed = Packed(bytes, level);
            for (int cut = 0; cut <= packed.Length; cut++)
            {
                byte[] rest = packed[..cut];
                int there = Most(rest, bytes.Length);
                (byte[] read, End end) = Read(rest, there, pieceLength: 100, step: there + 1);
                Assert.That(end, Is.EqualTo(End.Whole), $"{level}, {cut} of {packed.Length} bytes");
                Assert.That(read, Is.EqualTo(bytes[..there]));
                Assert.That(Read(rest, there + 1, 100, there + 1).End, Is.EqualTo(End.Cut), $"{level}, {cut} of {packed.Length} bytes");
            }
        }
    }

    [Test]
    public void ReadExactly_OfADamagedStream_GivesWhatThePlatformGives([Range(0, 5)] int kind)
    {
        RandomStream random = new Seed(5).For(kind).Open();
        byte[] bytes = Bytes(kind, 3000, random);
        foreach (CompressionLevel level in Levels)
        {
            byte[] packed = Packed(bytes, level);
            for (int time = 0; time < 60; time++)
            {
                byte[] damaged = [.. packed];
                for (int i = random.Below(3); i >= 0; i--)
                {
                    // the first bytes behind the header describe the codes
                    damaged[2 + random.Below(Math.Min(time % 2 == 0 ? 90 : int.MaxValue, damaged.Length - 2))] ^= (byte)(1 << random.Below(8));
                }

                byte[] expected = ReadByPlatform(damaged, bytes.Length);
                (byte[] read, End end) = Read(damaged, bytes.Length, 1000, bytes.Length);
                // the platform looks at the code behind the last byte that is asked for, too
                Assert.That(expected, Has.Length.GreaterThanOrEqualTo(end == End.Whole ? bytes.Length - 1 : 0), $"{level}, time {time}");
                Assert.That(end == End.Whole || expected.Length < bytes.Length, Is.True, $"{level}, time {time}");
                Assert.That(end != End.Whole || read.AsSpan().StartsWith(expected), Is.True, $"{level}, time {time}");
            }
        }
    }

    [Test]
    public void ReadExactly_OfADictionaryOrAnotherMethod_SaysThatItIsDamaged([Values("7820", "7720", "8819", "789D")] string header)
    {
        byte[] packed = [.. Convert.FromHexString(header), .. Packed([1, 2, 3], CompressionLevel.Optimal)[2..]];
        Assert.That(Read(packed, 3, 100, 3).End, Is.EqualTo(End.Damage));
    }

    private static (byte[] Bytes, End End) Read(byte[] packed, int length, int pieceLength, int step)
    {
        byte[] bytes = new byte[length];
        using var inflation = new Inflation([.. packed.Chunk(pieceLength).Select(p => new ReadOnlyMemory<byte>(p))]);
        try
        {
            for (int at = 0; at < length; at += step)
            {
                inflation.ReadExactly(bytes.AsSpan(at, Math.Min(step, length - at)));
            }

            return (bytes, End.Whole);
        }
        catch (InvalidDataException)
        {
            return (bytes, End.Damage);
        }
        catch (EndOfStreamException)
        {
            return (bytes, End.Cut);
        }
    }

    /// <summary>What the platform reads, byte by byte, before it fails.</summary>
    private static byte[] ReadByPlatform(byte[] packed, int length)
    {
        List<byte> bytes = new(length);
        // without the check sum behind the last byte, which is not looked at here
        using var stream = new DeflateStream(new MemoryStream(packed[2..]), CompressionMode.Decompress);
        try
        {
            for (int value; bytes.Count < length && (value = stream.ReadByte()) >= 0;)
            {
                bytes.Add((byte)value);
            }
        }
        catch (InvalidDataException)
        {
            // what was read before counts
        }

        return [.. bytes];
    }

    /// <summary>How many bytes the platform makes of a cut stream.</summary>
    private static int Most(byte[] packed, int most)
    {
        using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        return stream.ReadAtLeast(new byte[most], most, throwOnEndOfStream: false);
    }

    /// <summary>Noise, few values, one value, a pattern of each short length, rows that repeat far back, and pixels of four channels.</summary>
    private static byte[] Bytes(int kind, int length, RandomStream random)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = kind switch
            {
                0 => (byte)random.Below(256),
                1 => (byte)(random.Below(4) * random.Below(5)),
                2 => 7,
                3 => (byte)(1 + i / 40 % 18 is var period && i >= period && random.Below(20) > 0 ? bytes[i - period] : random.Below(256)),
                4 => i >= 32_768 && random.Below(50) > 0 ? bytes[i - 32_768] : (byte)random.Below(200),
                _ => i % 4 == 3 ? (byte)0 : i % 4 == 0 ? (byte)random.Below(9) : bytes[i - 1],
            };
        }

        return bytes;
    }

    private static byte[] Packed(byte[] bytes, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, level, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return packed.ToArray();
    }
}
