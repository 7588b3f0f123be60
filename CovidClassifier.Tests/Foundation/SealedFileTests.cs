using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public sealed class SealedFileTests
{
    private readonly TempFolder _folder = new();

    private string Sealed => _folder["a.bin"];

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200_000)]
    public void RequireWhole_AsWritten_LeavesTheStreamWhereItStood(int length)
    {
        SealedFile.Write(Sealed, stream => stream.Write(new byte[length]));
        using FileStream stream = File.OpenRead(Sealed);
        stream.Position = Math.Min(1, length);
        Assert.That(() => SealedFile.RequireWhole(stream), Throws.Nothing);
        Assert.That(stream.Position, Is.EqualTo(Math.Min(1, length)));
    }

    [Test]
    public void RequireWhole_AnyBitFlippedOrByteLost_IsAnError()
    {
        SealedFile.Write(Sealed, stream => stream.Write("twelve bytes"u8));
        byte[] whole = File.ReadAllBytes(Sealed);
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(() => SealedFile.RequireWhole(new MemoryStream(damaged)), Throws.TypeOf<InvalidDataException>(), $"bit {bit}");
        }

        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(() => SealedFile.RequireWhole(new MemoryStream(whole[..length])), Throws.TypeOf<InvalidDataException>(), $"{length} bytes");
        }
    }
}
