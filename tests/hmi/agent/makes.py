# ruff: noqa: E501 – a table
"""One moment of a drive in the words of each make's own DBC, as opendbc's car interfaces read them.

The car drives 72 km/h straight on in D with its wheel turned 10° to the left, the driver is belted, the driver's
door is open, the left indicator blinks. What a DBC has besides is said as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WHEEL = "Vehicle.Chassis.Axle.{}.Speed"
CORNERS = ("Row1.Wheel.Left", "Row1.Wheel.Right", "Row2.Wheel.Left", "Row2.Wheel.Right")
USUAL: dict[str, object] = {
    "Vehicle.Speed": 72.0,
    "Vehicle.Chassis.SteeringWheel.Angle": 10,
    "Vehicle.Powertrain.Transmission.SelectedGear": 127,
    "Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted": True,
    "Vehicle.Cabin.Door.Row1.DriverSide.IsOpen": True,
    "Vehicle.Cabin.Door.Row1.PassengerSide.IsOpen": False,
    "Vehicle.Body.Lights.DirectionIndicator.Left.IsSignaling": True,
    "Vehicle.Body.Lights.DirectionIndicator.Right.IsSignaling": False,
}
WHEELS: dict[str, object] = {WHEEL.format(corner): 72.0 for corner in CORNERS}


@dataclass(frozen=True, slots=True)
class Scene:
    """`frames`: what the make's messages hold, by message and signal, in the DBC's own units."""

    frames: dict[str, dict[str, float]]
    also: dict[str, object] = field(default_factory=dict)
    """what this make tells besides `USUAL`, and "-" for what it does not tell of it"""

    @property
    def expected(self) -> dict[str, object]:
        return {path: value for path, value in (USUAL | self.also).items() if value != "-"}


MAKES: dict[str, Scene] = {
    "hyundai_kia": Scene(
        {
            "WHL_SPD11": dict.fromkeys(("WHL_SPD_FL", "WHL_SPD_FR", "WHL_SPD_RL", "WHL_SPD_RR"), 72.0),
            "SAS11": {"SAS_Angle": 10.0}, "LVR12": {"CF_Lvr_Gear": 5}, "EMS11": {"N": 2000.0},
            "CGW1": {"CF_Gway_DrvDrSw": 1, "CF_Gway_DrvSeatBeltSw": 1, "CF_Gway_TurnSigLh": 1},
            "CLU12": {"CF_Clu_Odometer": 12_345.6}, "TPMS11": {"POS_RL_W_LAMP": 1},
        },
        WHEELS
        | {
            "Vehicle.TraveledDistance": 12_345_600, "Vehicle.Powertrain.CombustionEngine.Speed": 2000.0,
            "Vehicle.Chassis.Axle.Row2.Wheel.Left.Tire.IsPressureLow": True,
            "Vehicle.Chassis.Axle.Row1.Wheel.Left.Tire.IsPressureLow": False,
        },
    ),
    "hyundai_canfd": Scene(
        {
            "WHEEL_SPEEDS": dict.fromkeys(("WHL_SpdFLVal", "WHL_SpdFRVal", "WHL_SpdRLVal", "WHL_SpdRRVal"), 72.0),
            "STEERING_SENSORS": {"STEERING_ANGLE": 10.0}, "GEAR_SHIFTER": {"GEAR": 4},
            "DOORS_SEATBELTS": {"DRIVER_DOOR": 1, "DRIVER_SEATBELT": 1}, "BLINKERS": {"LEFT_LAMP": 1},
        },
        WHEELS,
    ),
    "vw_mqb": Scene(
        {
            "ESP_19": {f"ESP_{n}_Radgeschw_02": 72.0 for n in ("VL", "VR", "HL", "HR")},
            "LWI_01": {"LWI_Lenkradwinkel": 10.0, "LWI_VZ_Lenkradwinkel": 0}, "Gateway_73": {"GE_Fahrstufe": 8},
            "Gateway_72": {"ZV_FT_offen": 1}, "Airbag_02": {"AB_Gurtschloss_FA": 3, "AB_Gurtschloss_BF": 2},
            "Kombi_01": {"KBI_Handbremse": 0}, "Kombi_02": {"KBI_Kilometerstand": 98_765, "KBI_Inhalt_Tank": 41,
            "KBI_Aussen_Temp_gef": 3.5}, "Blinkmodi_02": {"Comfort_Signal_Left": 1},
            "Klemmen_Status_01": {"ZAS_Kl_15": 1},
        },
        WHEELS
        | {
            "Vehicle.TraveledDistance": 98_765_000, "Vehicle.Powertrain.FuelSystem.AbsoluteLevel": 41.0,
            "Vehicle.Exterior.AirTemperature": 3.5, "Vehicle.LowVoltageSystemState": "ON",
            "Vehicle.Cabin.Seat.Row1.PassengerSide.IsBelted": False, "Vehicle.Chassis.ParkingBrake.IsEngaged": False,
        },
    ),
    "vw_meb": Scene(
        {
            "ESC_51": {f"{n}_Radgeschw": 72.0 for n in ("VL", "VR", "HL", "HR")},
            "LWI_01": {"LWI_Lenkradwinkel": 10.0368, "LWI_VZ_Lenkradwinkel": 0}, "Getriebe_11": {"GE_Fahrstufe": 8},
            "ZV_02": {"ZV_FT_offen": 1}, "Airbag_02": {"AB_Gurtschloss_FA": 3}, "Blinkmodi_02": {"BM_links": 1},
            "ESC_50": {"Yaw_Rate": 2.0, "Yaw_Rate_Sign": 1}, "MEB_HVEM_01": {"Battery_Voltage": 400.0},
        },
        WHEELS
        | {
            "Vehicle.AngularVelocity.Yaw": -2.0, "Vehicle.Powertrain.Type": "ELECTRIC",
            "Vehicle.Powertrain.TractionBattery.CurrentVoltage": 400.0,
        },
    ),
    "honda": Scene(
        {
            "ENGINE_DATA": {"XMISSION_SPEED": 72.0},
            "WHEEL_SPEEDS": {f"WHEEL_SPEED_{n}": 72.0 for n in ("FL", "FR", "RL", "RR")},
            "STEERING_SENSORS": {"STEER_ANGLE": 10.0}, "GEARBOX_CVT": {"GEAR_SHIFTER": 4},
            "DOORS_STATUS": {"DOOR_OPEN_FL": 1}, "SEATBELT_STATUS": {"SEATBELT_DRIVER_LATCHED": 1},
            "SCM_FEEDBACK": {"LEFT_BLINKER": 1}, "ODOMETER": {"ODOMETER": 54_321}, "EPB_STATUS": {"EPB_STATE": 3},
        },
        WHEELS | {"Vehicle.TraveledDistance": 54_321_000, "Vehicle.Chassis.ParkingBrake.IsEngaged": True},
    ),
    "ford": Scene(
        {
            "BrakeSysFeatures": {"Veh_V_ActlBrk": 72.0},
            "WheelSpeed": {f"Whl{n}_W_Meas": 60.0 for n in ("Fl", "Fr", "Rl", "Rr")},
            "SteeringPinion_Data": {"StePinComp_An_Est": 10.0}, "TransGearData": {"GearLvrPos_D_Actl": 3},
            "BodyInfo_3_FD1": {"DrStatDrv_B_Actl": 1, "Ignition_Status": 4},
            "RCMStatusMessage2_FD1": {"FirstRowBuckleDriver": 1, "PsngrFrntDetct_D_Actl": 2},
            "Steering_Data_FD1": {"TurnLghtSwtch_D_Stat": 1},
            "Tire_Pressure_Data_FD1": {"Tire_Press_LF_Data": 235, "Tire_Press_RF_Data": 65535},
            "Battery_Traction_4_FD1": {"BattTracSoc2_Pc_Actl": 63.5},
        },
        {
            "Vehicle.Chassis.Axle.Row1.Wheel.Left.AngularSpeed": 3437.7468,
            "Vehicle.Chassis.Axle.Row1.Wheel.Left.Tire.Pressure": 235,
            "Vehicle.Chassis.Axle.Row1.Wheel.Right.Tire.Pressure": "-",
            "Vehicle.LowVoltageSystemState": "ON",
            "Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus": "EMPTY",
            "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current": 63.5,
        },
    ),
    "gm": Scene(
        {
            "ECMVehicleSpeed": {"VehicleSpeed": 44.74},
            "EBCMWheelSpdFront": {"FLWheelSpd": 71.9965, "FRWheelSpd": 71.9965},
            "EBCMWheelSpdRear": {"RLWheelSpd": 71.9965, "RRWheelSpd": 71.9965},
            "PSCMSteeringAngle": {"SteeringWheelAngle": 10.0}, "ECMPRDNL2": {"PRNDL2": 4},
            "BCMDoorBeltStatus": {"FrontLeftDoor": 1, "LeftSeatBelt": 1}, "BCMTurnSignals": {"TurnSignals": 1},
            "BCMGeneralPlatformStatus": {"SystemPowerMode": 2}, "BCMBlindSpotMonitor": {"RightBSM": 1},
        },
        WHEELS
        | {
            "Vehicle.LowVoltageSystemState": "ON", "Vehicle.ADAS.ObstacleDetection.Rear.Right.IsWarning": True,
            "Vehicle.ADAS.ObstacleDetection.Rear.Left.IsWarning": False,
        },
    ),
    "mazda": Scene(
        {
            "ENGINE_DATA": {"SPEED": 72.0, "RPM": 1500.0}, "WHEEL_SPEEDS": dict.fromkeys(("FL", "FR", "RL", "RR"), 72.0),
            "STEER": {"STEER_ANGLE": 10.0}, "GEAR": {"GEAR": 4}, "DOORS": {"FL": 1}, "SEATBELT": {"DRIVER_SEATBELT": 1},
            "BLINK_INFO": {"LEFT_BLINK": 1},
        },
        WHEELS | {"Vehicle.Powertrain.CombustionEngine.Speed": 1500.0},
    ),
    "nissan_leaf": Scene(
        {
            "WHEEL_SPEEDS_FRONT": {"WHEEL_SPEED_FL": 72.0, "WHEEL_SPEED_FR": 72.0},
            "WHEEL_SPEEDS_REAR": {"WHEEL_SPEED_RL": 72.0, "WHEEL_SPEED_RR": 72.0},
            "STEER_ANGLE_SENSOR": {"STEER_ANGLE": 10.0}, "GEARBOX": {"GEAR_SHIFTER": 4},
            "DOORS_LIGHTS": {"DOOR_OPEN_FL": 1}, "SEATBELT": {"SEATBELT_DRIVER_LATCHED": 1},
            "LIGHTS": {"LEFT_BLINKER": 1},
        },
        WHEELS | {"Vehicle.Powertrain.Type": "ELECTRIC"},
    ),
    "subaru": Scene(
        {
            "Wheel_Speeds": dict.fromkeys(("FL", "FR", "RL", "RR"), 71.991), "Steering_Torque": {"Steering_Angle": 10.0037},
            "Transmission": {"Gear": 137}, "BodyInfo": {"DOOR_OPEN_FL": 1, "LOWBEAM": 1},
            "Dashlights": {"LEFT_BLINKER": 1, "SEATBELT_FL": 0},
        },
        WHEELS | {"Vehicle.Body.Lights.Beam.Low.IsOn": True},
    ),
    "tesla_model3": Scene(
        {
            "DI_speed": {"DI_vehicleSpeed": 72.0},
            "ESP_wheelSpeeds": {f"ESP_wheelSpeed{n}": 72.0 for n in ("FrL", "FrR", "ReL", "ReR")},
            "SCCM_steeringAngleSensor": {"SCCM_steeringAngle": -10.0}, "DI_systemStatus": {"DI_gear": 4},
            "UI_warning": {"buckleStatus": 1, "leftBlinkerOn": 1},
        },
        WHEELS
        | {
            "Vehicle.Cabin.Door.Row1.DriverSide.IsOpen": "-", "Vehicle.Cabin.Door.Row1.PassengerSide.IsOpen": "-",
            "Vehicle.Powertrain.Type": "ELECTRIC",
        },
    ),
    "chrysler": Scene(
        {
            "SPEED_1": {"SPEED_LEFT": 20.0, "SPEED_RIGHT": 20.0}, "GEAR": {"PRNDL": 4},
            "STEERING": {"STEERING_ANGLE": 10.0, "STEERING_ANGLE_HP": 0.0},
            "BCM_1": {"DOOR_OPEN_FL": 1, "TURN_LIGHT_LEFT": 1}, "ORC_1": {"SEATBELT_DRIVER_UNLATCHED": 0},
            "EPB_1": {"PARKING_BRAKE_STATUS": 0}, "ESP_6": {"WHEEL_SPEED_FL": 600.0},
        },
        {
            "Vehicle.Chassis.ParkingBrake.IsEngaged": False,
            "Vehicle.Chassis.Axle.Row1.Wheel.Left.AngularSpeed": 3600.0,
        },
    ),
    "psa": Scene(
        {
            "HS2_DYN_ABR_38D": {"VITESSE_VEHICULE_ROUES": 72.0}, "STEERING_ALT": {"ANGLE": 10.0},
            "Dat_BSI": {"DRIVER_DOOR": 1}, "RESTRAINTS": {"DRIVER_SEATBELT": 2},
            "HS2_DAT_MDD_CMD_452": {"TURN_SIGNAL_STATUS": 2},
        },
        {"Vehicle.Powertrain.Transmission.SelectedGear": "-"},
    ),
}  # fmt: skip
