using System.Globalization;

namespace CovidClassifier.Foundation;

/// <summary>Reads from the environment which part of a work a scheduler has given to this process.</summary>
/// <param name="variable">The value of an environment variable; null where it is not set.</param>
/// <remarks>
/// Slurm: https://slurm.schedmd.com/job_array.html; Kubernetes: https://kubernetes.io/docs/concepts/workloads/controllers/job, "Completion mode".
/// </remarks>
internal sealed class ScheduledShard(Func<string, string?> variable)
{
    private const string Slurm = "SLURM_ARRAY_TASK_ID", SlurmFirst = "SLURM_ARRAY_TASK_MIN", SlurmLast = "SLURM_ARRAY_TASK_MAX",
        SlurmStep = "SLURM_ARRAY_TASK_STEP", SlurmCount = "SLURM_ARRAY_TASK_COUNT", Kubernetes = "JOB_COMPLETION_INDEX";

    /// <param name="count">How many parts there are; null: what the scheduler says.</param>
    /// <exception cref="FormatException">There is no scheduler, there are two, or what it says is no part.</exception>
    public Shard Read(int? count)
    {
        bool isSlurm = IsSet(Slurm), isKubernetes = IsSet(Kubernetes);
        return (isSlurm, isKubernetes) switch
        {
            (true, true) => throw new FormatException(
                $"A shard can be read in two ways: {Slurm} is '{variable(Slurm)}' and {Kubernetes} is '{variable(Kubernetes)}'. Give it as i/n."),
            (true, false) => OfSlurm(count),
            (false, true) => OfKubernetes(count),
            _ => throw new FormatException(
                $"No scheduler says which shard this is: neither {Slurm} (an array job of Slurm) nor {Kubernetes} (an Indexed Job of Kubernetes) is " +
                $"set. Give it as i/n."),
        };
    }

    private Shard OfSlurm(int? given)
    {
        int id = Number(Slurm), first = Number(SlurmFirst), tasks = Number(SlurmCount);
        int last = IsSet(SlurmLast) ? Number(SlurmLast) : first + tasks - 1, step = IsSet(SlurmStep) ? Math.Max(1, Number(SlurmStep)) : 1;
        (int before, int rest) = Math.DivRem(id - first, step);
        if (rest != 0 || id < first || id > last || (last - first) / step + 1 != tasks)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"The tasks of this array job are no row of evenly spaced numbers: {SlurmFirst} is {first}, {SlurmLast} {last}, {SlurmStep} {step}, " +
                $"{SlurmCount} {tasks} and {Slurm} {id}. Give the shard as i/n."));
        }

        return given is null || given == tasks
            ? new Shard(before + 1, tasks)
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"This array job has {tasks} tasks ({SlurmCount}), and {given} shards were asked for. A job that repeats single tasks must give the shard as " +
                $"i/n."));
    }

    private Shard OfKubernetes(int? count)
    {
        int index = Number(Kubernetes);
        return count is not { } shards
            ? throw new FormatException(
                $"Kubernetes says which shard this is ({Kubernetes} is {index.ToString(CultureInfo.InvariantCulture)}), not how many there are: give the " +
                $"Job's number of completions, as auto/n.")
            : index < shards ? new Shard(index + 1, shards)
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Kubernetes} counts from 0 and is {index}, which is none of {shards} shards: the Job has more completions."));
    }

    private bool IsSet(string name) => !string.IsNullOrWhiteSpace(variable(name));

    private int Number(string name) =>
        int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new FormatException($"{name} must be a whole number, 0 or more, got {(variable(name) is { } text ? $"'{text}'" : "nothing")}.");
}
