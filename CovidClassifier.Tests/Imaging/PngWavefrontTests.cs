using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Png;

namespace CovidClassifier.Tests.Imaging;

internal sealed class PngWavefrontTests
{
    private const int Slack = 200;

    [Test]
    public void Undo_EightRowsOfAnyFilters_RestoresWhatRowByRowRestores([Values(1, 2, 7, 8, 9, 16, 41)] int length, [Range(0, 4)] int seed)
    {
        RandomStream random = new Seed(5).For(length).For(seed).Open();
        byte[] filters = [.. Enumerable.Range(0, PngWavefront.Rows).Select(_ => (byte)random.Below(5))];
        byte[] above = Noise(random, length + PngWavefront.Back);
        int slot = PngWavefront.Front + length + PngWavefront.Back;
        byte[] rows = new byte[PngWavefront.Rows * slot + Slack];
        byte[][] expected = new byte[PngWavefront.Rows][];
        for (int row = 0; row < PngWavefront.Rows; row++)
        {
            byte[] differences = Noise(random, length + PngFilter.Padding);
            differences.AsSpan(0, length).CopyTo(rows.AsSpan(row * slot + PngWavefront.Front));
            PngFilter.Undo(filters[row], differences, row == 0 ? above : expected[row - 1], pixelBytes: 1);
            expected[row] = differences;
        }

        PngWavefront.Undo(filters, rows, above, length);
        for (int row = 0; row < PngWavefront.Rows; row++)
        {
            Assert.That(
                rows.AsSpan(row * slot + PngWavefront.Front, length).ToArray(), Is.EqualTo(expected[row].AsSpan(0, length).ToArray()),
                    $"row {row}, filters {string.Join(' ', filters)}");
        }

        Assert.That(rows.AsSpan(PngWavefront.Rows * slot).ToArray(), Is.All.Zero, "nothing behind the rows is touched");
    }

    private static byte[] Noise(RandomStream random, int length) => [.. Enumerable.Range(0, length).Select(_ => (byte)random.Below(256))];
}
