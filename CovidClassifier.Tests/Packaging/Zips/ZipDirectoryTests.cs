using System.IO.Compression;
using System.Text;
using CovidClassifier.Packaging.Zips;

namespace CovidClassifier.Tests.Packaging.Zips;

public class ZipDirectoryTests
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes("some content");

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Read_WhatDotNetPacked_IsTheSame(CompressionLevel level)
    {
        using MemoryStream zip = Packed(level, seekable: true);
        IReadOnlyList<ZipPart> parts = ZipDirectory.Read(zip);
        Assert.That(parts.Select(p => p.Name), Is.EqualTo(["a/b", "c"]));
        Assert.That(parts[0].Read(zip), Is.EqualTo(Content));
        Assert.That(parts[1].Read(zip), Is.EqualTo(new byte[5000]));
    }

    [Test]
    public void Read_WhatWasPackedIntoAPipe_IsTheSame()
    {
        // lengths then stand behind the data, and in a directory of their own
        using MemoryStream zip = Packed(CompressionLevel.Fastest, seekable: false);
        Assert.That(ZipDirectory.Read(zip).Select(p => p.Read(zip).Length), Is.EqualTo([Content.Length, 5000]));
    }

    [Test]
    public void Read_Whole_IsTaken()
    {
        var zip = new RawZip();
        zip.Add("a", Content);
        zip.Add("b", []);
        Assert.That(Read(zip.ToBytes()).Select(p => p.Bytes), Is.EqualTo([Content.Length, 0]));
    }

    [Test]
    public void Read_TwoRecordsOfOnePart_AreRefused()
    {
        var zip = new RawZip();
        int start = zip.Add("a", Content);
        zip.List("a", Content, start);
        Refused(zip.ToBytes());
    }

    [Test]
    public void Read_PartsThatOverlap_AreRefused()
    {
        // the second begins inside of the first, with a header of its own
        var inner = new RawZip();
        inner.Add("b", Content);
        byte[] whole = inner.ToBytes()[..(30 + 1 + Content.Length)];
        var zip = new RawZip();
        int start = zip.Add("a", whole);
        zip.List("b", Content, start + 30 + 1);
        Refused(zip.ToBytes());
    }

    [TestCase(1, 0)]
    [TestCase(0, 12)]
    [TestCase(0, 99)]
    public void Read_EncryptedOrPackedInAnotherWay_IsRefusedByThePart(int flags, int method)
    {
        var zip = new RawZip();
        zip.Add("a", Content);
        zip.List("b", Content, 0, flags, method);
        using var stream = new MemoryStream(zip.ToBytes());
        Assert.That(
            () => ZipDirectory.Read(stream), Throws.TypeOf<ForeignZipException>().With.Message.StartsWith(
                $"its part 'b' is {(flags == 1 ? "encrypted" : $"packed by method {method}")}, as no model is saved"));
    }

    [Test]
    public void Read_ARecordOfAnotherName_IsRefused()
    {
        var zip = new RawZip();
        zip.Add("x", Content);
        zip.List("y", Content, 0);
        Refused(zip.ToBytes());
    }

    [TestCase(100_000_000L)]
    [TestCase(uint.MaxValue - 1L)]
    public void Read_ARecordBehindTheEnd_IsRefused(long start)
    {
        var zip = new RawZip();
        zip.Add("a", Content);
        zip.List("b", Content, start);
        Refused(zip.ToBytes());
    }

    [Test]
    public void Read_ACountOrAPlaceThatIsNot_IsRefused()
    {
        var zip = new RawZip();
        zip.Add("a", Content);
        zip.Add("b", Content);
        Refused(zip.ToBytes(count: 1));
        Refused(zip.ToBytes(count: 3));
        Refused(zip.ToBytes(count: ushort.MaxValue));
        Refused(zip.ToBytes(shift: 1));
        Refused(zip.ToBytes(shift: -1));
        Refused([.. zip.ToBytes(), 0]);
        Refused([]);
        Refused(new byte[100_000]);
    }

    [Test]
    public void Part_ThatStatesMoreThanItHolds_IsRefusedBeforeTheMemoryIsAskedFor()
    {
        var zip = new RawZip();
        zip.Add("a", Content);
        byte[] bytes = zip.ToBytes();
        using var stream = new MemoryStream(bytes);
        ZipPart part = ZipDirectory.Read(stream).Single() with { Bytes = int.MaxValue - 100 };
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => part.Read(stream), Throws.TypeOf<InvalidDataException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    private static IReadOnlyList<ZipPart> Read(byte[] zip)
    {
        using var stream = new MemoryStream(zip);
        return ZipDirectory.Read(stream);
    }

    private static void Refused(byte[] zip) => Assert.That(() => Read(zip), Throws.TypeOf<InvalidDataException>());

    private static MemoryStream Packed(CompressionLevel level, bool seekable)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(seekable ? bytes : new OneWay(bytes), ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in new[] { ("a/b", Content), ("c", new byte[5000]) })
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return bytes;
    }

    /// <summary>A stream that cannot go back, as a pipe.</summary>
    private sealed class OneWay(Stream to) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => to.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);
    }
}
