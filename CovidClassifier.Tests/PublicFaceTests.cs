using System.Reflection;

namespace CovidClassifier.Tests;

/// <summary>What holds for every public type, whoever adds one.</summary>
public sealed class PublicFaceTests
{
    private static readonly Type[] Public = [.. typeof(CovidModel).Assembly.GetExportedTypes()];

    private static IEnumerable<Type> Progress() => Public.Where(t => t.Name.EndsWith("Progress", StringComparison.Ordinal));

    [Test]
    public void Types_StandInOneNamespace() => Assert.That(Public.Select(t => t.Namespace).Distinct(), Is.EqualTo(new[] { "CovidClassifier" }));

    [TestCaseSource(nameof(Progress))]
    public void Progress_AsDefault_IsSafeToRead(Type type)
    {
        Assert.That(type.IsValueType, Is.True, "made for every image or batch");
        object nothing = Activator.CreateInstance(type)!, made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        var nullability = new NullabilityInfoContext();
        foreach (object value in new[] { nothing, made })
        {
            Assert.That(value.ToString(), Is.Not.Null);
            foreach (PropertyInfo property in type.GetProperties().Where(p => nullability.Create(p).ReadState == NullabilityState.NotNull))
            {
                Assert.That(property.GetValue(value), Is.Not.Null, property.Name);
            }
        }
    }

    [Test]
    public void Durations_AreTimeSpans() => Assert.That(
        Public.SelectMany(t => t.GetProperties()).Where(p => p.PropertyType == typeof(double) && p.Name.EndsWith("Seconds", StringComparison.Ordinal))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}"), Is.Empty);

    [Test]
    public void Seeds_AreOfOneType() => Assert.That(
        Public.SelectMany(t => t.GetMethods().Cast<MethodBase>().Concat(t.GetConstructors())).SelectMany(m => m.GetParameters())
            .Where(p => p.Name == "seed" && p.ParameterType != typeof(long)).Select(p => $"{p.Member.DeclaringType!.Name}.{p.Member.Name}")
            .Concat(Public.SelectMany(t => t.GetProperties())
                .Where(p => p.Name == "Seed" && (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) != typeof(long))
                .Select(p => $"{p.DeclaringType!.Name}.{p.Name}")),
        Is.Empty);

    [Test]
    public void Calls_ThatTakeLong_CanBeCancelled() => Assert.That(
        new[] { typeof(CovidModel), typeof(CovidModelBuilder), typeof(DataAudit), typeof(Report) }.SelectMany(t =>
            t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.Name.StartsWith("Predict", StringComparison.Ordinal)
                || m.GetParameters().Any(p => p.ParameterType.Name.StartsWith("IProgress", StringComparison.Ordinal)))
            .Where(m => m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(m => m.ToString()),
        Is.Empty);

    [Test]
    public void Calls_ThatWaitForAStream_HaveAnAsyncTwin() => Assert.That(
        Public.SelectMany(t => t.GetMethods()
            .Where(m => m.GetParameters().Any(p => p.ParameterType == typeof(Stream)) && !m.Name.EndsWith("Async", StringComparison.Ordinal))
            .Where(m => m.ReturnType != typeof(void) && t.GetMethods().All(a => a.Name != m.Name + "Async")).Select(m => $"{t.Name}.{m.Name}")),
        Is.Empty);

    [Test]
    public void Results_CanBePrinted()
    {
        string[] meant = ["Result", "Metrics", "Outcome", "Table", "Matrix", "Card", "Model", "Leaderboard", "Dataset", "Prediction", "Checks", "Game"];
        Assert.That(
            Public.Where(t => t is { IsAbstract: false, IsEnum: false } && !t.IsAssignableTo(typeof(Exception)))
                .Where(t => meant.Any(m => t.Name.EndsWith(m, StringComparison.Ordinal)) && !SaysSomething(t.GetMethod(nameof(ToString), [])!))
                .Select(t => t.Name).Except(["LabelTable", "MissingModel", "AuditClassResult", "EpochMetrics", "LabelledPrediction"]),
            Is.Empty);
    }

    // neither that of every object nor the one that a record gets by itself
    private static bool SaysSomething(MethodInfo toString) => toString.DeclaringType != typeof(object) && toString.DeclaringType != typeof(ValueType)
        && toString.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null;
}
