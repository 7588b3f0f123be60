using System.Runtime.InteropServices;
using CovidClassifier.Onnx.Runtime;

namespace CovidClassifier.Tests.Onnx.Runtime;

[NonParallelizable]
[Platform("Linux,MacOsX", Reason = "asks the C library")]
public partial class RuntimeTelemetryTests
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    [SetUp]
    public void AsTheLibraryIsLoaded() => RuntimeTelemetry.TurnOff();

    [TearDown]
    public void AsBefore()
    {
        AppContext.SetSwitch(RuntimeTelemetry.Switch, false);
        Environment.SetEnvironmentVariable(Variable, null);
        RuntimeTelemetry.TurnOff();
    }

    [Test]
    public void Library_OnceLoaded_HasForbiddenReportsInTheNativeEnvironment() => Assert.That(Native(), Is.EqualTo("1"));

    [Test]
    public void Library_OnceLoaded_ForbidsReportsOfChildrenToo() => Assert.That(Environment.GetEnvironmentVariable(Variable), Is.EqualTo("1"));

    [Test]
    public void Application_ThatSetsTheSwitch_KeepsTheReports()
    {
        AppContext.SetSwitch(RuntimeTelemetry.Switch, true);
        _ = Unset(Variable);
        RuntimeTelemetry.TurnOff();
        Assert.That(Native(), Is.Null);
    }

    [TestCase("0", "0", TestName = "Environment_ThatAsksForReports_KeepsThem")]
    [TestCase("1", "1", TestName = "Environment_ThatForbidsReports_GoesOnForbiddingThem")]
    [TestCase("", "1", TestName = "Environment_WithAnEmptyValue_AsksForNothing")]
    public void Environment_ThatSaysSomething(string said, string left)
    {
        Environment.SetEnvironmentVariable(Variable, said);
        _ = Set(Variable, said, 1);
        RuntimeTelemetry.TurnOff();
        Assert.That(Native(), Is.EqualTo(left));
    }

    private static string? Native() => Marshal.PtrToStringUTF8(Get(Variable));

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string name);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unset(string name);
}
