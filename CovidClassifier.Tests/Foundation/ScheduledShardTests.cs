using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

internal sealed class ScheduledShardTests
{
    [TestCase(0, 7, 1)]
    [TestCase(1, 8, 1)]
    [TestCase(3, 10, 1)]
    [TestCase(0, 14, 2)]
    [TestCase(5, 27, 3)]
    [TestCase(1, 16, 2)]
    public void Read_EveryTaskOfAnArrayOfEight_IsEachShardOnce(int first, int last, int step)
    {
        List<Shard> shards = [];
        for (int id = first; id <= last; id += step)
        {
            shards.Add(Slurm(id, first, last, step, 8).Read(count: null));
        }

        Assert.That(shards, Is.EqualTo(Enumerable.Range(1, 8).Select(n => new Shard(n, 8))));
    }

    [Test]
    public void Read_AListOfTasksThatIsNoRow_IsRefused() => Assert.That(
        () => Slurm(id: 4, first: 1, last: 9, step: 1, tasks: 3).Read(null), Throws.TypeOf<FormatException>().With.Message.Contains("no row of evenly spaced"));

    [Test]
    public void Read_OneTaskRepeatedAlone_IsNotTakenForTheWhole() => Assert.That(
        () => Slurm(id: 4, first: 4, last: 4, step: 1, tasks: 1).Read(8), Throws.TypeOf<FormatException>().With.Message.Contains("must give the shard as i/n"));

    [Test]
    public void Read_AnIndexedJob_CountsFromZero()
    {
        Assert.That(Of(("JOB_COMPLETION_INDEX", "0")).Read(3), Is.EqualTo(new Shard(1, 3)));
        Assert.That(Of(("JOB_COMPLETION_INDEX", "2")).Read(3), Is.EqualTo(new Shard(3, 3)));
        Assert.That(() => Of(("JOB_COMPLETION_INDEX", "3")).Read(3), Throws.TypeOf<FormatException>().With.Message.Contains("none of 3 shards"));
        Assert.That(() => Of(("JOB_COMPLETION_INDEX", "2")).Read(null), Throws.TypeOf<FormatException>().With.Message.Contains("auto/n"));
    }

    [Test]
    public void Read_NoScheduler_IsRefused() =>
        Assert.That(() => Of().Read(8), Throws.TypeOf<FormatException>().With.Message.StartsWith("No scheduler says which shard this is"));

    [Test]
    public void Read_TwoSchedulers_IsRefused() => Assert.That(
        () => Of(("JOB_COMPLETION_INDEX", "2"), ("SLURM_ARRAY_TASK_ID", "2")).Read(8),
        Throws.TypeOf<FormatException>().With.Message.StartsWith("A shard can be read in two ways"));

    [TestCase("x")]
    [TestCase("-1")]
    [TestCase("1.0")]
    public void Read_AnIndexThatIsNoNumber_IsRefused(string index) => Assert.That(
        () => Of(("JOB_COMPLETION_INDEX", index)).Read(8),
        Throws.TypeOf<FormatException>().With.Message.EqualTo($"JOB_COMPLETION_INDEX must be a whole number, 0 or more, got '{index}'."));

    private static ScheduledShard Slurm(int id, int first, int last, int step, int tasks)
    {
        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        return Of(("SLURM_ARRAY_TASK_ID", Text(id)), ("SLURM_ARRAY_TASK_MIN", Text(first)), ("SLURM_ARRAY_TASK_MAX", Text(last)),
            ("SLURM_ARRAY_TASK_STEP", Text(step)), ("SLURM_ARRAY_TASK_COUNT", Text(tasks)));
    }

    private static ScheduledShard Of(params (string Name, string Value)[] variables) =>
        new(name => Array.Find(variables, v => v.Name == name).Value);
}
