using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class TemporaryFilesTests
{
    [Test]
    public void RemoveAbandoned_WhatNobodyHolds_Goes_AndWhatIsHeldStays()
    {
        string place = Path.GetTempPath();
        string[] left = [Path.Combine(place, "covidclassifier-00000000000000aa.hold"), Path.Combine(place, "covidclassifier-00000000000000ab.block")];
        string leftFolder = Path.ChangeExtension(left[0], ".held");
        Directory.CreateDirectory(leftFolder);
        File.WriteAllText(Path.Combine(leftFolder, "network.onnx"), "copy");
        Array.ForEach(left, path => File.WriteAllText(path, ""));
        (DirectoryInfo held, FileStream hold) = TemporaryFiles.NewFolder();
        using (hold)
        {
            TemporaryFiles.RemoveAbandoned();
            Assert.That(left.Append(leftFolder).Where(Path.Exists), Is.Empty);
            Assert.That(held.Exists && File.Exists(hold.Name), Is.True);
            held.Delete();
        }

        TemporaryFiles.RemoveAbandoned();
        Assert.That(File.Exists(hold.Name), Is.False);
    }

    [Test]
    public void RemoveAbandoned_AFolderOfThatNameWithoutAFileBeside_Stays()
    {
        string own = Path.Combine(Path.GetTempPath(), "covidclassifier-00000000000000ac.held");
        Directory.CreateDirectory(own);
        TemporaryFiles.RemoveAbandoned();
        Assert.That(Directory.Exists(own), Is.True);
        Directory.Delete(own);
    }
}
