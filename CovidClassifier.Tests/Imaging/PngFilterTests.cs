using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Png;

namespace CovidClassifier.Tests.Imaging;

internal sealed class PngFilterTests
{
    [Test]
    public void Undo_PaethOfEveryTriple_EqualsTheStandardsWording()
    {
        // two pixels of one byte: the first becomes 'left', the second is predicted from left, up and corner
        byte[] row = new byte[2 + PngFilter.Padding];
        byte[] above = new byte[2 + PngFilter.Padding];
        for (int left = 0; left < 256; left += 3)
        {
            for (int up = 0; up < 256; up++)
            {
                for (int corner = 0; corner < 256; corner++)
                {
                    (above[0], above[1]) = ((byte)corner, (byte)up);
                    (row[0], row[1]) = ((byte)(left - corner), 0);
                    PngFilter.Undo(4, row, above, 1);
                    if (row[0] != left || row[1] != TestPng.Predict(4, left, up, corner))
                    {
                        Assert.Fail($"left {left}, up {up}, corner {corner} gave {row[1]}");
                    }
                }
            }
        }
    }

    [Test]
    public void Undo_AnyFilterAndPixelSize_RestoresTheRowAndSparesThePadding(
        [Values(1, 2, 3, 4)] int filter, [Values(1, 2, 3, 4, 6, 8)] int pixelBytes)
    {
        RandomStream random = new Seed(3).For(filter).For(pixelBytes).Open();
        int length = pixelBytes * 41;
        byte[] Bytes() => [.. Enumerable.Range(0, length + PngFilter.Padding).Select(_ => (byte)random.Below(256))];
        byte[] original = Bytes();
        byte[] above = Bytes();
        byte[] row = [.. original];
        for (int i = 0; i < length; i++)
        {
            int left = i < pixelBytes ? 0 : original[i - pixelBytes];
            int corner = i < pixelBytes ? 0 : above[i - pixelBytes];
            row[i] = (byte)(original[i] - TestPng.Predict(filter, left, above[i], corner));
        }

        Assert.That(PngFilter.Undo((byte)filter, row, above, pixelBytes), Is.True);
        Assert.That(row, Is.EqualTo(original));
    }

    [Test]
    public void Undo_FilterFive_IsRefused() => Assert.That(PngFilter.Undo(5, new byte[20], new byte[20], 1), Is.False);
}
