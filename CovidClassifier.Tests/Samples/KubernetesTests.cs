using System.Globalization;
using CovidClassifier.Tests.Console;
using k8s;
using k8s.Models;

namespace CovidClassifier.Tests.Samples;

/// <summary>The manifests as the official client's types read them, where a name that the API has not is an error; and their command lines.</summary>
public sealed class KubernetesTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.ProjectRoot(), "samples", "kubernetes");

    private static IEnumerable<string?> Manifests() => Directory.EnumerateFiles(Folder, "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Manifests))]
    public void Manifest_IsAJobOfTheApi(string file)
    {
        V1Job job = Read(file);
        Assert.That((job.ApiVersion, job.Kind), Is.EqualTo(("batch/v1", "Job")));
        V1PodSpec pod = job.Spec.Template.Spec;
        Assert.That(pod.RestartPolicy, Is.EqualTo("Never"));
        Assert.That(pod.SecurityContext.RunAsNonRoot, Is.True);
        Assert.That(pod.Containers.Single().SecurityContext.ReadOnlyRootFilesystem, Is.True);
        string[] mounted = [.. pod.Containers.Single().VolumeMounts.Select(m => m.Name)];
        Assert.That(pod.Volumes.Select(v => v.Name), Is.EquivalentTo(mounted));
    }

    [Test]
    public void Manifest_WithANameThatTheApiHasNot_IsAnError() => Assert.That(
        () => KubernetesYaml.Deserialize<V1Job>(
            File.ReadAllText(Path.Combine(Folder, "score.yaml")).Replace("backoffLimitPerIndex", "backOffPerIndex", StringComparison.Ordinal), strict: true),
        Throws.Exception);

    [TestCase("score.yaml")]
    [TestCase("crossvalidate.yaml")]
    public void IndexedJob_HasAsManyPartsAsItsCommandSays(string file)
    {
        V1JobSpec spec = Read(file).Spec;
        Assert.That(spec.CompletionMode, Is.EqualTo("Indexed"));
        Assert.That(spec.BackoffLimitPerIndex, Is.EqualTo(3));
        Assert.That(spec.Template.Spec.Containers.Single().Args, Has.Some.EqualTo($"auto/{spec.Completions}"));
    }

    [Test]
    public void Score_FirstAndLastPod_WriteTheirParts()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder, perClass: 5);
        Directory.CreateDirectory(folder["models"]);
        File.Copy(Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip"), folder["models/covid-cnn.zip"]);
        string[] arguments = [.. Read("score.yaml").Spec.Template.Spec.Containers.Single().Args
            .Select(a => a.Replace("/data/", folder.Root + "/", StringComparison.Ordinal))];
        foreach (int index in new[] { 0, 7 })
        {
            var pod = new CovidSurroundings(new Dictionary<string, string?> { ["JOB_COMPLETION_INDEX"] = index.ToString(CultureInfo.InvariantCulture) });
            CovidProcess.RunIn(pod, folder.Root, arguments).Expect(0);
        }

        Assert.That(
            Directory.EnumerateFiles(folder["results"], "*.csv").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "scores-1-of-8.csv", "scores-8-of-8.csv" }));
    }

    private static V1Job Read(string file) => KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(Path.Combine(Folder, file)), strict: true);
}
