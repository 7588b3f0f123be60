using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Console;

public sealed class MergeTests
{
    private static readonly string[] Measured =
        ["--data", "xrays", "--folds", "3", "--group", "none", "--epochs", "1", "--augment", "off", "--audits", "none"];

    private readonly TempFolder _folder = new();

    [SetUp]
    public void Draw() => SomeXRays.Write(_folder);

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Merge_OfThreeShards_WritesWhatASingleRunWrites()
    {
        Covid("crossvalidate", [.. Measured, "--json", "single.json"]).Expect(0);
        for (int task = 7; task <= 9; task++)
        {
            var surroundings = new CovidSurroundings(new Dictionary<string, string?>
            {
                ["SLURM_ARRAY_TASK_ID"] = $"{task}",
                ["SLURM_ARRAY_TASK_MIN"] = "7",
                ["SLURM_ARRAY_TASK_MAX"] = "9",
                ["SLURM_ARRAY_TASK_STEP"] = "1",
                ["SLURM_ARRAY_TASK_COUNT"] = "3",
            });
            CovidProcess.RunIn(
                surroundings, _folder.Root,
                ["crossvalidate", .. Measured, "--quiet", "--shard", "auto", "--folds-dir", "folds", "--feature-cache", $"kept{task}"]).Expect(0);
        }

        Covid("merge", "folds", "--json", "merged.json").Expect(0);
        Assert.That(Without(_folder["merged.json"]), Is.EqualTo(Without(_folder["single.json"])));
    }

    [Test]
    public void Merge_AShardIsMissing_NamesItWithAnExitCodeOfItsOwn()
    {
        foreach (int number in new[] { 1, 3 })
        {
            Note("missing", $"{number}-of-4", $"{number}/4");
        }

        Assert.That(Covid("merge", "missing").Expect(3).Error, Does.Contain("Shards 2/4, 4/4 are missing; there are 2 of 4."));
    }

    [Test]
    public void Merge_AShardIsThereTwice_NamesItWithItsFiles()
    {
        Note("doubled", "1-of-1", "1/1");
        Note("doubled", "copy", "1/1");
        Assert.That(
            Covid("merge", "doubled").Expect(3).Error,
            Does.Contain("Shard 1/1 is there 2 times: 'doubled/shard-1-of-1.note.json', 'doubled/shard-copy.note.json'."));
    }

    [Test]
    public void Merge_ShardsOfDifferentWholes_AreRefused()
    {
        Note("mixed", "1-of-2", "1/2");
        Note("mixed", "3-of-3", "3/3");
        Assert.That(Covid("merge", "mixed").Expect(3).Error, Does.Contain("is shard 1/2").And.Contain("is shard 3/3"));
    }

    [TestCase("0/3", "must be written as i/n")]
    [TestCase("4/3", "must be written as i/n")]
    [TestCase("auto", "No scheduler says which shard this is")]
    [TestCase("auto/x", "comes how many shards there are")]
    public void CrossValidate_AShardThatThereIsNot_HasAnExitCodeOfItsOwn(string shard, string reason) =>
        Assert.That(Covid("crossvalidate", [.. Measured, "--shard", shard, "--folds-dir", "f"]).Expect(3).Error, Does.Contain(reason));

    [Test]
    public void CrossValidate_AShardWithAResult_IsBadUsage() => Assert.That(
        Covid("crossvalidate", [.. Measured, "--shard", "1/3", "--folds-dir", "f", "--json", "x.json"]).Expect(2).Error,
        Does.Contain("A shard makes no result, so that it takes no --json: give it to 'covid merge f'."));

    private CovidResult Covid(string command, params string[] arguments) => CovidProcess.Run(_folder.Root, [command, .. arguments]);

    private void Note(string folder, string name, string shard)
    {
        Directory.CreateDirectory(_folder[folder]);
        byte[] note = Encoding.UTF8.GetBytes($$"""{ "command": "crossvalidate", "arguments": ["--data", "xrays"], "shard": "{{shard}}" }""");
        File.WriteAllBytes(_folder[$"{folder}/shard-{name}.note.json"], SealedJson.Seal(note));
    }

    /// <summary>Without what is of the day.</summary>
    private static string Without(string path)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        json.Remove("seconds");
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
