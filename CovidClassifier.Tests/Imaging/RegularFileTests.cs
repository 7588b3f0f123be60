using System.Diagnostics;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

internal sealed class RegularFileTests
{
    [Test]
    [CancelAfter(20_000)]
    [Platform("Linux,MacOsX", Reason = "the system knows no named pipes in folders")]
    public void OpenRead_ANamedPipe_IsRefusedWithoutWaiting()
    {
        using TempFolder folder = new();
        string pipe = Path.Combine(folder.Root, "x.png");
        using (Process make = Process.Start("mkfifo", pipe))
        {
            make.WaitForExit();
        }

        Assert.That(() => RegularFile.OpenRead(pipe), Throws.TypeOf<IOException>().With.Message.EqualTo("it is a pipe or a device, not a file"));
        Assert.That(
            () => XRayDecoder.DecodeFile(pipe, 8, 8),
            Throws.TypeOf<ImageFormatException>().With.Message.Contains("it is a pipe or a device, not a file"));
        Assert.That(() => XRayImage.FromFile(pipe).ReadBytes(), Throws.TypeOf<ImageFormatException>());
        Assert.That(
            Assert.Throws<DatasetException>(() => XRayDataset.FromFolder(Labelled(folder.Root)))!.Problems.Single().Reason,
            Is.EqualTo("it is a pipe or a device, not a file"));
    }

    [Test]
    public void OpenRead_WhatCannotBeOpened_SaysWhyAsThePlatformDoes()
    {
        string folder = TestContext.CurrentContext.WorkDirectory;
        Assert.That(() => RegularFile.OpenRead(Path.Combine(folder, "nothing.png")), Throws.TypeOf<FileNotFoundException>());
        Assert.That(() => RegularFile.OpenRead(folder), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(() => RegularFile.OpenRead("a\0b"), Throws.ArgumentException);
    }

    private static string Labelled(string root)
    {
        string labelled = Path.Combine(root, "data");
        foreach (string label in new[] { "COVID-19", "Normal" })
        {
            Directory.CreateDirectory(Path.Combine(labelled, label));
            File.WriteAllBytes(Path.Combine(labelled, label, "a.png"), Some.Png(16, 1, 1));
        }

        File.Move(Path.Combine(root, "x.png"), Path.Combine(labelled, "Normal", "x.png"));
        return labelled;
    }
}
