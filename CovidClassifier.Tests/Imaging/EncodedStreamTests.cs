using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

public class EncodedStreamTests
{
    private static readonly byte[] PngSignature = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];

    [TestCase(0)]
    [TestCase(10)]
    [TestCase(65_536)]
    [TestCase(300_001)]
    public async Task Read_AWholeStream_GivesItsBytes(int length)
    {
        byte[] bytes = new byte[length];
        PngSignature.AsSpan(0, Math.Min(8, length)).CopyTo(bytes);
        Assert.That(EncodedStream.Read(new MemoryStream(bytes), default).ToArray(), Is.EqualTo(bytes));
        Assert.That((await EncodedStream.ReadAsync(new MemoryStream(bytes), default)).ToArray(), Is.EqualTo(bytes));
    }

    [Test]
    public void Read_AStreamThatBeginsLikeNoImage_IsRefusedFromItsHead()
    {
        var endless = new Endless([]);
        Assert.That(() => EncodedStream.Read(endless, default), Throws.TypeOf<ImageFormatException>());
        Assert.That(endless.Given, Is.LessThan(1 << 20));
    }

    [Test]
    public void Read_AnEndlessImage_IsRefusedWithinBoundedMemory()
    {
        var endless = new Endless(PngSignature);
        long before = GC.GetTotalAllocatedBytes();
        Assert.That(() => EncodedStream.Read(endless, default), Throws.TypeOf<ImageFormatException>().With.Message.Contains("more than 256000000 bytes"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(768L << 20), "all pieces on the way, of which two are held at a time");
        Assert.That(endless.Given, Is.LessThan(2L * EncodedStream.MostBytes));
    }

    [Test]
    public void Read_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => EncodedStream.Read(new Endless(PngSignature), source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await EncodedStream.ReadAsync(new Endless(PngSignature), source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>A head, and then zeros without end.</summary>
    private sealed class Endless(byte[] head) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int first = Given == 0 ? head.Length : 0;
            head.AsSpan(0, first).CopyTo(buffer.AsSpan(offset));
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
