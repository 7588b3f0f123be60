using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class MemoryBlockTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Slice_GivesBackWhatWasWritten_AtEveryPlace(bool isFile)
    {
        using MemoryBlock block = Block(isFile, 10_000);
        Assert.That((block.Length, block.IsFile), Is.EqualTo((10_000L, isFile)));
        for (int i = 0; i < 100; i++)
        {
            block.Slice(i * 100, 100).Fill((byte)i);
        }

        for (int i = 0; i < 100; i++)
        {
            Assert.That(block.Slice((i * 100) + 50, 1)[0], Is.EqualTo(i));
        }

        Assert.That(block.Slice(199, 2).ToArray(), Is.EqualTo(new byte[] { 1, 2 }), "slices know nothing of what was written together");
        Assert.That(block.Slice(10_000, 0).Length, Is.Zero);
    }

    [TestCase(-1, 1)]
    [TestCase(0, 11)]
    [TestCase(10, 1)]
    [TestCase(5, 6)]
    public void Slice_OutsideTheBlock_IsRefused(long offset, int length)
    {
        using MemoryBlock block = Block(isFile: false, 10);
        Assert.That(() => block.Slice(offset, length).Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Dispose_Twice_IsHarmless_AndUseAfterItThrows(bool isFile)
    {
        MemoryBlock block = Block(isFile, 100);
        block.Dispose();
        block.Dispose();
        Assert.That(() => block.Slice(0, 1).Length, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void InMemory_OfNoByte_IsABlock()
    {
        using MemoryBlock block = MemoryBlock.InMemory(0);
        Assert.That(block.Slice(0, 0).Length, Is.Zero);
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void InFile_HasNoNameFromTheBeginning_SoThatNoCrashLeavesItBehind()
    {
        string[] before = Directory.GetFiles(Path.GetTempPath(), "covidclassifier-*");
        using MemoryBlock block = MemoryBlock.InFile(1 << 20);
        Assert.That(Directory.GetFiles(Path.GetTempPath(), "covidclassifier-*").Except(before), Is.Empty);
    }

    private static MemoryBlock Block(bool isFile, long length) => isFile ? MemoryBlock.InFile(length) : MemoryBlock.InMemory(length);
}
